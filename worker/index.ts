// workerd has no Temporal of its own yet (2026-11).
import 'temporal-polyfill/global';
import { app } from './app.ts';

export default { fetch: app.fetch };
