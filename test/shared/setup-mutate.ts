import fc from 'fast-check';

// A mutant is run many hundred times over: the same few examples each time, and no shrinking.
fc.configureGlobal({ numRuns: 15, seed: 20_261_121, endOnFailure: true });
