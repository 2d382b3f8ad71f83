// Our own line drawings on a 24 × 24 ground.
export const shapes = {
  checkin: ["M4 5h16", "M6 5v15", "M18 5v15", "M9 11l2.5 2.5L16 9"],
  events: ["M5 6h14v14H5z", "M5 10.5h14", "M9 3.5v4.5", "M15 3.5v4.5"],
  people: ["M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8z", "M4.5 20.5c.6-4 3.6-6 7.5-6s6.9 2 7.5 6"],
  organizations: ["M12 4v8", "M9 4h6", "M5 20v-5a3 3 0 0 1 3-3h8a3 3 0 0 1 3 3v5", "M3 20h4", "M17 20h4"],
  import: ["M12 4v11", "M7.5 10.5L12 15l4.5-4.5", "M4 20h16"],
  report: ["M5 20V12", "M10 20V5", "M15 20V9", "M20 20V14", "M3 20h19"],
  settings: [
    "M12 15.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7z",
    "M12 2.5v3M12 18.5v3M2.5 12h3M18.5 12h3M5.3 5.3l2.1 2.1M16.6 16.6l2.1 2.1M5.3 18.7l2.1-2.1M16.6 7.4l2.1-2.1",
  ],
  scan: ["M4 8V5a1 1 0 0 1 1-1h3", "M16 4h3a1 1 0 0 1 1 1v3", "M20 16v3a1 1 0 0 1-1 1h-3", "M8 20H5a1 1 0 0 1-1-1v-3", "M7 12h10"],
  pen: ["M4 20l1-4L16 5l3 3L8 19z", "M14 7l3 3"],
  tick: ["M5 12.5l4.5 4.5L19 7.5"],
  clock: ["M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18z", "M12 7v5l3 2"],
  warn: ["M12 4L2.5 20h19z", "M12 10v4.5", "M12 17.2v.1"],
  cross: ["M6 6l12 12", "M18 6L6 18"],
  undo: ["M8 5L4 9l4 4", "M4 9h10a5 5 0 0 1 0 10h-4"],
  question: ["M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18z", "M9.5 9.5a2.5 2.5 0 1 1 3.5 2.3c-.7.3-1 .8-1 1.7", "M12 16.7v.1"],
  file: ["M6 3h8l4 4v14H6z", "M14 3v4h4", "M9 12h6M9 16h6"],
  shield: ["M12 3l8 3v6c0 4.5-3.2 7.8-8 9-4.8-1.2-8-4.5-8-9V6z", "M8.5 12l2.5 2.5 4.5-4.5"],
  lock: ["M6 11h12v9H6z", "M8.5 11V8a3.5 3.5 0 0 1 7 0v3"],
  down: ["M6 9l6 6 6-6"],
  printer: ["M7 9V4h10v5", "M7 18H4V9h16v9h-3", "M7 14h10v6H7z"],
} as const satisfies Record<string, readonly string[]>;

export type IconName = keyof typeof shapes;
