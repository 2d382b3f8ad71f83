-- 活动: one occurrence on one day. Times are of the centre, HH:MM, half-open.
CREATE TABLE event (
    id TEXT PRIMARY KEY,
    site TEXT NOT NULL REFERENCES centre (id),
    name TEXT NOT NULL CHECK (length(name) > 0),
    kind TEXT NOT NULL,
    day TEXT NOT NULL CHECK (day GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    from_time TEXT NOT NULL CHECK (from_time GLOB '[0-2][0-9]:[0-5][0-9]'),
    to_time TEXT NOT NULL CHECK (to_time GLOB '[0-2][0-9]:[0-5][0-9]'),
    venue TEXT,
    -- As many as fit; NULL for no limit.
    capacity INTEGER CHECK (capacity BETWEEN 1 AND 100000),
    remark TEXT,
    cancelled INTEGER NOT NULL DEFAULT 0 CHECK (cancelled IN (0, 1)),
    undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1)),
    CHECK (from_time < to_time)
) STRICT;
CREATE INDEX event_day ON event (day);

-- 报名: who is expected. Who came stands in presence.
CREATE TABLE registration (
    id TEXT PRIMARY KEY,
    site TEXT NOT NULL REFERENCES centre (id),
    event TEXT NOT NULL REFERENCES event (id),
    person TEXT NOT NULL REFERENCES person (id),
    state TEXT NOT NULL CHECK (state IN ('registered', 'excused', 'withdrawn')),
    -- Why they are excused.
    reason TEXT,
    undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX registration_event ON registration (event, person) WHERE undone = 0;
CREATE INDEX registration_person ON registration (person);

-- Being at an event is that day's visit too (design.md 4a 1).
ALTER TABLE presence ADD COLUMN event TEXT REFERENCES event (id);
CREATE INDEX presence_event ON presence (event) WHERE event IS NOT NULL;

-- Derived: what the list sorts and filters by. Its indexes hold all of it, so that nobody's row is opened to be passed over.
DROP TABLE person_sort;
CREATE TABLE person_sort (
    person TEXT PRIMARY KEY REFERENCES person (id),
    name_key TEXT NOT NULL,
    sort TEXT NOT NULL,
    state TEXT NOT NULL,
    sex TEXT,
    birth TEXT,
    retirement_kind TEXT,
    unit TEXT,
    branch TEXT,
    -- Visits of the last half year, as of the day the file was opened and counted on from there.
    often INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX person_sort_list ON person_sort (sort, person, state, sex, birth, retirement_kind, unit, branch);
CREATE INDEX person_sort_often ON person_sort (often DESC, sort, person, state, name_key);
CREATE INDEX presence_counted ON presence (person, day, visits) WHERE person IS NOT NULL AND undone = 0;
