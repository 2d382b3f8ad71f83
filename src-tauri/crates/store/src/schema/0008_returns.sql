-- The yearly return: amounts typed by hand, rulings, explanations, and the frozen return itself (design.md 4, 4a 7).

-- 补录: an amount for what happened before the program.
CREATE TABLE return_amount (
    id TEXT PRIMARY KEY,
    site TEXT NOT NULL REFERENCES centre (id),
    year INTEGER NOT NULL CHECK (year BETWEEN 1900 AND 9999),
    form TEXT NOT NULL CHECK (length(form) > 0),
    cell TEXT NOT NULL CHECK (length(cell) > 0),
    amount INTEGER NOT NULL CHECK (amount <> 0),
    reason TEXT NOT NULL CHECK (length(reason) > 0),
    -- Who wrote it down and on which day.
    operator TEXT NOT NULL,
    day TEXT NOT NULL CHECK (day GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
) STRICT;
CREATE INDEX return_amount_year ON return_amount (year);

-- What the officer decided of somebody whose record does not tell.
CREATE TABLE return_ruling (
    id TEXT PRIMARY KEY,
    site TEXT NOT NULL REFERENCES centre (id),
    year INTEGER NOT NULL CHECK (year BETWEEN 1900 AND 9999),
    person TEXT NOT NULL REFERENCES person (id),
    fact TEXT NOT NULL CHECK (length(fact) > 0),
    word TEXT NOT NULL CHECK (length(word) > 0),
    reason TEXT NOT NULL DEFAULT '',
    undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX return_ruling_fact ON return_ruling (year, person, fact) WHERE undone = 0;
CREATE INDEX return_ruling_person ON return_ruling (person);

-- 说明 written beside a check.
CREATE TABLE return_note (
    id TEXT PRIMARY KEY,
    site TEXT NOT NULL REFERENCES centre (id),
    year INTEGER NOT NULL CHECK (year BETWEEN 1900 AND 9999),
    form TEXT NOT NULL CHECK (length(form) > 0),
    rule TEXT NOT NULL CHECK (length(rule) > 0),
    note TEXT NOT NULL CHECK (length(note) > 0),
    undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX return_note_rule ON return_note (year, form, rule) WHERE undone = 0;

-- 定稿. `content` is not in the log: the digest is.
CREATE TABLE frozen_return (
    id TEXT PRIMARY KEY,
    site TEXT NOT NULL REFERENCES centre (id),
    year INTEGER NOT NULL CHECK (year BETWEEN 1900 AND 9999),
    -- Who offered it, and who confirmed it where the centre wants a second person; until then it is not frozen.
    offered_by TEXT NOT NULL,
    confirmed_by TEXT,
    at INTEGER NOT NULL,
    program TEXT NOT NULL,
    log_head TEXT NOT NULL,
    digest TEXT NOT NULL CHECK (length(digest) = 64),
    content BLOB,
    -- Why it was opened again.
    reopened TEXT,
    undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX frozen_return_year ON frozen_return (year) WHERE undone = 0;
