// Node 24 has no Temporal of its own yet; the extension's browsers have.
import 'temporal-polyfill/global';
