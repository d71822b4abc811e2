// For import: the package is CommonJS, which every test runner loads without options.

import gate from './index.cjs';

export const { LeakError, expectNoLeak } = gate;
