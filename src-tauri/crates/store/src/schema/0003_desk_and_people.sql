-- When somebody left; only where the centre notes it.
ALTER TABLE presence ADD COLUMN left_at INTEGER CHECK (left_at >= at);
ALTER TABLE centre ADD COLUMN check_out INTEGER NOT NULL DEFAULT 0 CHECK (check_out IN (0, 1));
CREATE INDEX person_merged ON person (merged_into) WHERE merged_into IS NOT NULL;

-- A card that somebody comes with: digits of its own, never a number of the person.
CREATE TABLE card (
    id TEXT PRIMARY KEY,
    site TEXT NOT NULL REFERENCES centre (id),
    person TEXT NOT NULL REFERENCES person (id),
    code TEXT NOT NULL CHECK (length(code) BETWEEN 4 AND 32),
    from_day TEXT NOT NULL,
    -- Why it is no longer good, and since when.
    ended TEXT CHECK (ended IN ('lost', 'replaced', 'returned')),
    ended_day TEXT,
    undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1)),
    CHECK ((ended IS NULL) = (ended_day IS NULL))
) STRICT;
CREATE UNIQUE INDEX card_code ON card (code) WHERE undone = 0;
CREATE INDEX card_person ON card (person);

-- Two people a human has told apart: they are not shown as one again.
CREATE TABLE distinct_pair (
    id TEXT PRIMARY KEY,
    site TEXT NOT NULL REFERENCES centre (id),
    person TEXT NOT NULL REFERENCES person (id),
    other TEXT NOT NULL REFERENCES person (id),
    undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1)),
    CHECK (person < other)
) STRICT;
CREATE UNIQUE INDEX distinct_pair_both ON distinct_pair (person, other) WHERE undone = 0;
