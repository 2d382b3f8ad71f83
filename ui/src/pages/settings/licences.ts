// What the program is built of and owes a word to.
export const LICENCE = "MIT OR Apache-2.0";

interface Part {
  name: string;
  by: string;
  licence: string;
}

export const PARTS: readonly Part[] = [
  { name: "SQLite", by: "D. Richard Hipp", licence: "Public Domain" },
  { name: "SQLCipher", by: "Zetetic LLC", licence: "BSD-3-Clause" },
  { name: "OpenSSL", by: "The OpenSSL Project", licence: "Apache-2.0" },
  { name: "rusqlite", by: "The rusqlite developers", licence: "MIT" },
  { name: "age (Rust)", by: "Jack Grigg", licence: "MIT OR Apache-2.0" },
  { name: "Tauri", by: "Tauri Programme within The Commons Conservancy", licence: "MIT OR Apache-2.0" },
  { name: "axum", by: "Axum Contributors", licence: "MIT" },
  { name: "calamine", by: "Johann Tuffe", licence: "MIT" },
  { name: "rust_xlsxwriter", by: "John McNamara", licence: "MIT OR Apache-2.0" },
  { name: "pinyin", by: "rust-pinyin, pinyin-data", licence: "MIT" },
  { name: "cnchar-order", by: "theajack", licence: "MIT" },
  { name: "Vue, Vue Router", by: "Evan You, Eduardo San Martin Morote", licence: "MIT" },
  { name: "Element Plus", by: "Element Plus Team", licence: "MIT" },
  { name: "Apache ECharts", by: "The Apache Software Foundation", licence: "Apache-2.0" },
  { name: "ZRender", by: "Baidu Inc.", licence: "BSD-3-Clause" },
  { name: "TanStack Query, TanStack Virtual", by: "Tanner Linsley", licence: "MIT" },
];
