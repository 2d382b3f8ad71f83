import { inflateSync } from "node:zlib";

interface Part {
  facts: string;
  stream: Buffer | null;
}

/** The numbered parts of a file as Chromium prints it: none of them packed in others. */
function partsOf(pdf: Buffer): Map<string, Part> {
  const words = pdf.toString("latin1");
  const parts = new Map<string, Part>();
  for (const found of words.matchAll(/(?:^|\n)(\d+) 0 obj\s/g)) {
    const from = found.index + found[0].length;
    const end = words.indexOf("endobj", from);
    const at = words.indexOf("stream\n", from);
    if (at < 0 || at > end) {
      parts.set(found[1]!, { facts: words.slice(from, end), stream: null });
      continue;
    }
    const facts = words.slice(from, at);
    const begin = at + "stream\n".length;
    const bytes = pdf.subarray(begin, begin + Number(/\/Length (\d+)/.exec(facts)?.[1] ?? 0));
    parts.set(found[1]!, { facts, stream: facts.includes("/FlateDecode") ? inflateSync(bytes) : bytes });
  }
  return parts;
}

const letterOf = (hex: string) => String.fromCodePoint(...(hex.match(/.{4}/g) ?? []).map((unit) => parseInt(unit, 16)));

interface Font {
  /** Hex digits of one glyph. */
  digits: number;
  letters: Map<number, string>;
}
const NO_FONT: Font = { digits: 2, letters: new Map() };

/** Which letter each glyph of a font is. */
function fontOf(map: string): Font {
  const letters = new Map<number, string>();
  for (const [, block] of map.matchAll(/beginbfchar([\s\S]*?)endbfchar/g)) {
    for (const [, glyph, letter] of block!.matchAll(/<(\w+)>\s*<(\w+)>/g)) letters.set(parseInt(glyph!, 16), letterOf(letter!));
  }
  for (const [, block] of map.matchAll(/beginbfrange([\s\S]*?)endbfrange/g)) {
    for (const [, first, last, letter] of block!.matchAll(/<(\w+)>\s*<(\w+)>\s*<(\w+)>/g)) {
      for (let glyph = parseInt(first!, 16); glyph <= parseInt(last!, 16); glyph += 1) {
        letters.set(glyph, String.fromCodePoint(parseInt(letter!, 16) + glyph - parseInt(first!, 16)));
      }
    }
  }
  return { digits: /begincodespacerange\s*<(\w+)>/.exec(map)?.[1]?.length ?? 2, letters };
}

/** What is printed on each page, as it is written, without blanks. */
export function printed(pdf: Buffer): string[] {
  const parts = partsOf(pdf);
  const of = (facts: string, key: string) => parts.get(new RegExp(`/${key} (\\d+) 0 R`).exec(facts)?.[1] ?? "");
  const pages = [...parts.values()].filter(({ facts }) => /\/Type\s*\/Page\b/.test(facts));
  return pages.map((page) => {
    const resources = of(page.facts, "Resources")?.facts ?? page.facts;
    const fonts = new Map<string, Font>();
    for (const [, name, id] of (/\/Font\s*<<([\s\S]*?)>>/.exec(resources)?.[1] ?? "").matchAll(/\/(\w+) (\d+) 0 R/g)) {
      fonts.set(name!, fontOf(of(parts.get(id!)?.facts ?? "", "ToUnicode")?.stream?.toString("latin1") ?? ""));
    }
    let font = NO_FONT;
    let said = "";
    for (const [, name, hex] of (of(page.facts, "Contents")?.stream?.toString("latin1") ?? "").matchAll(/\/(\w+) [\d.]+ Tf|(?<!ActualText )<([0-9A-Fa-f]+)>/g)) {
      if (name) font = fonts.get(name) ?? NO_FONT;
      for (const glyph of hex?.match(new RegExp(`.{${font.digits}}`, "g")) ?? []) said += font.letters.get(parseInt(glyph, 16)) ?? "?";
    }
    // A letter that is a radical too is named as one, 页 with no way back.
    return said.normalize("NFKC").replaceAll("\u2eda", "页").replace(/\s/g, "");
  });
}
