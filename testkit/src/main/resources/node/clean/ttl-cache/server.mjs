import run from '../../harness.js';
import { TtlCache } from './ttl-cache.mjs';
import { profileOf } from './profiles.mjs';

const profiles = new TtlCache({ lifetime: 150 });

run(async ({ number }) => {
  const key = `visitor-${number}`;
  let profile = profiles.get(key);
  if (!profile) {
    profile = await profileOf(number);
    profiles.set(key, profile);
  }
  return { key, interests: profile.interests.length };
});
