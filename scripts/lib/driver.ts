/** Which browser, as tests and messages name it. */
export type BrowserName = 'chromium' | 'firefox';

/**
 * The little that Heed's scenarios need of a browser, so that each is written once and runs in both.
 * Mouse and keys are the browser's own, not a script's: the overlay ignores gestures of scripts.
 */
export type Driver = {
  readonly name: BrowserName;
  /** `Chromium 156.0.7204.15` */
  readonly version: string;
  readonly open: (url: string) => Promise<RawTab>;
  /** The extension's options page in a new tab. Throws when it was launched without an extension. */
  readonly openOptions: () => Promise<RawTab>;
  /** Ends the extension's background, as the browser does with an idle one; what asks it next starts it again. */
  readonly stopBackground: () => Promise<void>;
  readonly close: () => Promise<void>;
};

export type RawTab = {
  readonly goto: (url: string) => Promise<void>;
  /** Runs a self-contained function in the page's own world and gives back its JSON-like answer. */
  readonly evaluate: <Answer, Argument>(
    work: (argument: Argument) => Answer,
    argument: Argument,
  ) => Promise<Awaited<Answer>>;
  /** Runs a script's text in the page, whatever the page's own rules for scripts are. */
  readonly run: (source: string) => Promise<void>;
  /** Viewport coordinates in CSS pixels. */
  readonly clickAt: (x: number, y: number) => Promise<void>;
  /** A chord: `Enter`, `Space`, `Control+Enter`, `Shift+Tab`. */
  readonly press: (chord: string) => Promise<void>;
  readonly type: (text: string) => Promise<void>;
  readonly screenshot: (path: string) => Promise<void>;
  readonly toFront: () => Promise<void>;
  readonly close: () => Promise<void>;
};

export type LaunchOptions = {
  /** The unpacked extension to load. */
  readonly extensionDir?: string;
  /** Kept between runs; a throw-away one when not given. Chromium alone. */
  readonly userDataDir?: string;
  /** Host names whose HTTPS comes from this machine instead: `{ 'mail.google.com': 41234 }`. */
  readonly mapHosts?: Readonly<Record<string, number>>;
  /** True when not given. */
  readonly headless?: boolean;
  readonly colorScheme?: 'light' | 'dark';
  /** Who ends the browser on Ctrl-C: by default its driver does, and ends this process with it. */
  readonly signals?: 'driver' | 'caller';
  readonly viewport?: { readonly width: number; readonly height: number };
};

/** Ends what hangs, and nothing else: half a minute was too little for a machine that stood still. Milliseconds. */
export const browserPatience = 180_000;

export const defaultViewport = { width: 1280, height: 800 };
