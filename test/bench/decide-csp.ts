// Run by decide.bench.ts with --disallow-code-generation-from-strings, which is what a content
// security policy without 'unsafe-eval' does to a page: prints, as JSON, which peers still decide.
import 'temporal-polyfill/global';
import { peers } from './decide-peers.ts';
import { byHand, randomInputs } from './decide-small-policy.ts';

const inputs = randomInputs(64);
const running: string[] = [];
for (const [name, make] of Object.entries(peers)) {
  try {
    const peer = await make();
    let right = true;
    for (const input of inputs)
      right &&= (await peer.allows(input)) === (await byHand.allows(input));
    if (right) running.push(name);
  } catch (error) {
    if (!(error instanceof EvalError)) throw error;
  }
}
console.log(JSON.stringify(running));
