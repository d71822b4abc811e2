// node --import @tidemark/agent/register program.js

import { start } from './index.js';

start();
