/** Adding a language: its file, and its line here. Only the background carries them all. */
export { default as de } from './de.json' with { type: 'json' };
export { default as en } from './en.json' with { type: 'json' };
export { default as es } from './es.json' with { type: 'json' };
export { default as fr } from './fr.json' with { type: 'json' };
export { default as it } from './it.json' with { type: 'json' };
export { default as nl } from './nl.json' with { type: 'json' };
export { default as pt } from './pt.json' with { type: 'json' };
