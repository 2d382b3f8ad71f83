-- 台账: one line of any ledger. Its columns are data (assets/ledgers); what other records are named stands in columns of its own.
CREATE TABLE entry (
    id TEXT PRIMARY KEY,
    site TEXT NOT NULL REFERENCES centre (id),
    ledger TEXT NOT NULL CHECK (length(ledger) > 0),
    day TEXT NOT NULL CHECK (day GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    -- The day it ended; NULL while it lasts, or where nothing lasts.
    until TEXT CHECK (until GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    person TEXT REFERENCES person (id),
    organization TEXT REFERENCES organization (id),
    team TEXT REFERENCES team (id),
    event TEXT REFERENCES event (id),
    state TEXT,
    facts TEXT NOT NULL CHECK (json_valid(facts)),
    undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1)),
    CHECK (until IS NULL OR day <= until)
) STRICT;
CREATE INDEX entry_ledger ON entry (ledger, day) WHERE undone = 0;
CREATE INDEX entry_person ON entry (person) WHERE person IS NOT NULL;
CREATE INDEX entry_organization ON entry (organization) WHERE organization IS NOT NULL;
CREATE INDEX entry_team ON entry (team) WHERE team IS NOT NULL;
CREATE INDEX entry_event ON entry (event) WHERE event IS NOT NULL;
-- A part of a name is a key like any other (person_key, kind name_part): no list of people is read through for it.
DROP INDEX person_sort_often;
ALTER TABLE person_sort DROP COLUMN name_key;
CREATE INDEX person_sort_often ON person_sort (often DESC, sort, person, state);
