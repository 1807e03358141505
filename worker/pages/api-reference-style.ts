/** Served on its own, so that the page's content security policy needs to allow nothing else. */
export const referenceStyle = `
:root { color-scheme: light dark; --line: light-dark(#d5d9df, #3a414b); --soft: light-dark(#f3f5f8, #1d2127);
  --quiet: light-dark(#4d5661, #aab4c0); --link: light-dark(#0b57a4, #8cc2ff); }
* { box-sizing: border-box; }
body { margin: 0; font: 1rem/1.5 system-ui, sans-serif; background: light-dark(#fff, #14171b);
  color: light-dark(#15191e, #e8ebef); }
header, main, nav { max-width: 62rem; margin: 0 auto; padding: 1rem; }
a { color: var(--link); }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
code { font: 0.9em/1.4 ui-monospace, monospace; overflow-wrap: anywhere; }
h2 { margin: 2.5rem 0 0.5rem; border-bottom: 1px solid var(--line); }
h3 { margin: 2rem 0 0.25rem; font-size: 1.05rem; }
h4 { margin: 1rem 0 0.25rem; font-size: 0.95rem; }
.method { display: inline-block; min-width: 4.2rem; padding: 0 0.4rem; border: 1px solid var(--line);
  border-radius: 4px; background: var(--soft); text-align: center; }
.quiet { color: var(--quiet); }
nav .group { display: grid; grid-template-columns: 8rem 1fr; padding: 0.3rem 0; border-top: 1px solid var(--line); }
nav ul { display: flex; flex-wrap: wrap; gap: 0.2rem 1rem; padding: 0; margin: 0; list-style: none; }
@media (width < 40rem) { nav .group { grid-template-columns: 1fr; } }
ul.fields { margin: 0.25rem 0; padding-left: 1rem; border-left: 2px solid var(--line); list-style: none; }
ul.fields li { margin: 0.15rem 0; }
details { margin: 0.4rem 0; padding: 0.3rem 0.6rem; border: 1px solid var(--line); border-radius: 4px; }
summary { cursor: pointer; }
`;
