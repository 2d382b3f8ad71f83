-- Forms of a centre's own, and compositions as they were (design.md 4: composition is an interval).

-- A form of the return that the centre made or took in: its rows, columns and rules as data.
CREATE TABLE return_form (
    id TEXT PRIMARY KEY,
    site TEXT NOT NULL REFERENCES centre (id),
    -- Its id among the forms, which its cells are known by.
    key TEXT NOT NULL CHECK (length(key) BETWEEN 1 AND 60),
    body TEXT NOT NULL CHECK (json_valid(body)),
    undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX return_form_key ON return_form (key) WHERE undone = 0;

-- What an organization was composed of until a day; what it is now stands on the organization itself.
CREATE TABLE past_composition (
    id TEXT PRIMARY KEY,
    site TEXT NOT NULL REFERENCES centre (id),
    organization TEXT NOT NULL REFERENCES organization (id),
    composition TEXT CHECK (composition IN ('离退休', '混编', '在职')),
    -- The first day of what followed.
    until TEXT NOT NULL CHECK (until GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX past_composition_day ON past_composition (organization, until) WHERE undone = 0;
