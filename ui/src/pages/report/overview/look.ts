/** The colours and sizes of the house, as a chart needs them: in hex and in pixels. */
export interface Look {
  rem: number;
  font: string;
  ink: string;
  second: string;
  line: string;
  edge: string;
  card: string;
  blue: string;
  gold: string;
  /** From the bottom of a column up: dark and light in turn, so that neighbours differ on grey paper too. */
  tones: readonly string[];
}

export interface Size {
  width: number;
  height: number;
}

type Rgb = readonly [number, number, number];

function rgbOf(hex: string): Rgb {
  const digits = hex.trim().replace("#", "");
  const long = digits.length === 3 ? [...digits].map((digit) => digit + digit).join("") : digits;
  const part = (at: number) => Number.parseInt(long.slice(at, at + 2), 16) || 0;
  return [part(0), part(2), part(4)];
}

/** A colour with white in it: 0 is the colour itself, 1 is white. */
export function lighter(hex: string, white: number): string {
  const mixed = rgbOf(hex).map((part) => Math.round(part + (255 - part) * white));
  return `#${mixed.map((part) => part.toString(16).padStart(2, "0")).join("")}`;
}

function luminance(hex: string): number {
  const [red, green, blue] = rgbOf(hex).map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Contrast of two colours, as WCAG measures it. */
export function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** What can be read on a ground: the ink or the white of the card. */
export function inkOn(ground: string, ink: string, card: string): string {
  return contrast(ground, ink) >= contrast(ground, card) ? ink : card;
}

type Colours = Omit<Look, "rem">;
let colours: Colours | null = null;

/** Read once: the colours of the house do not change while it is open. */
function coloursOfHouse(): Colours {
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string) => style.getPropertyValue(name).trim();
  const blue = colour("--blue");
  const gold = colour("--gold");
  const green = colour("--green");
  return {
    font: colour("--sans"),
    ink: colour("--ink"),
    second: colour("--ink-2"),
    line: colour("--line"),
    edge: colour("--line-strong"),
    card: colour("--card"),
    blue,
    gold: lighter(gold, 0.5),
    tones: [blue, lighter(gold, 0.55), green, lighter(blue, 0.6), gold, lighter(green, 0.7)],
  };
}

/** `rem` in pixels: that of the page, or of paper. */
export function lookAt(rem: number): Look {
  colours ??= coloursOfHouse();
  return { rem, ...colours };
}

export function remOfPage(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
}
