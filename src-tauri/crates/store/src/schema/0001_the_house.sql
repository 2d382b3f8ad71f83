-- Rows are never deleted: `undone` takes one back, and undoing that brings it back.
-- Every row knows its `site`; ids are UUIDv7; days are business days in +08:00; times are UTC milliseconds.

CREATE TABLE centre (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL CHECK (length(name) > 0),
    region TEXT NOT NULL DEFAULT '',
    visits_per_purpose INTEGER NOT NULL DEFAULT 0 CHECK (visits_per_purpose IN (0, 1)),
    recovery_confirmed INTEGER NOT NULL DEFAULT 0 CHECK (recovery_confirmed IN (0, 1)),
    created_at INTEGER NOT NULL,
    undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
) STRICT;

CREATE TABLE operator (
    id TEXT PRIMARY KEY,
    site TEXT NOT NULL REFERENCES centre (id),
    name TEXT NOT NULL CHECK (length(name) > 0),
    role TEXT NOT NULL CHECK (role IN ('admin', 'report', 'desk', 'view')),
    disabled INTEGER NOT NULL DEFAULT 0 CHECK (disabled IN (0, 1)),
    undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX operator_name ON operator (name) WHERE undone = 0;

CREATE TABLE purpose (
    id TEXT PRIMARY KEY,
    site TEXT NOT NULL REFERENCES centre (id),
    name TEXT NOT NULL CHECK (length(name) > 0),
    position INTEGER NOT NULL,
    retired INTEGER NOT NULL DEFAULT 0 CHECK (retired IN (0, 1)),
    undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX purpose_name ON purpose (name) WHERE undone = 0;

CREATE TABLE unit (
    id TEXT PRIMARY KEY,
    site TEXT NOT NULL REFERENCES centre (id),
    name TEXT NOT NULL CHECK (length(name) > 0),
    nature TEXT CHECK (nature IN ('机关', '事业', '企业', '军队', '其他')),
    undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX unit_name ON unit (name) WHERE undone = 0;

CREATE TABLE organization (
    id TEXT PRIMARY KEY,
    site TEXT NOT NULL REFERENCES centre (id),
    name TEXT NOT NULL CHECK (length(name) > 0),
    kind TEXT NOT NULL,
    composition TEXT CHECK (composition IN ('离退休', '混编', '在职')),
    parent TEXT REFERENCES organization (id),
    undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX organization_name ON organization (name) WHERE undone = 0;

-- The facts of domain.md 4.1. Dates are partial: a year, a month or a day, in ISO form.
CREATE TABLE person (
    id TEXT PRIMARY KEY,
    site TEXT NOT NULL REFERENCES centre (id),
    name TEXT NOT NULL CHECK (length(name) > 0),
    former_name TEXT,
    alias TEXT,
    sex TEXT,
    ethnicity TEXT,
    birth TEXT CHECK (birth GLOB '[12][0-9][0-9][0-9]' OR birth GLOB '[12][0-9][0-9][0-9]-[01][0-9]' OR birth GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    identity TEXT CHECK (length(identity) = 18),
    other_identity TEXT,
    native_place TEXT,
    education TEXT,
    card TEXT,
    political TEXT,
    party_join TEXT CHECK (party_join GLOB '[12][0-9][0-9][0-9]' OR party_join GLOB '[12][0-9][0-9][0-9]-[01][0-9]' OR party_join GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    full_membership TEXT CHECK (full_membership GLOB '[12][0-9][0-9][0-9]' OR full_membership GLOB '[12][0-9][0-9][0-9]-[01][0-9]' OR full_membership GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    standing_correction TEXT,
    work_start TEXT CHECK (work_start GLOB '[12][0-9][0-9][0-9]' OR work_start GLOB '[12][0-9][0-9][0-9]-[01][0-9]' OR work_start GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    retire TEXT CHECK (retire GLOB '[12][0-9][0-9][0-9]' OR retire GLOB '[12][0-9][0-9][0-9]-[01][0-9]' OR retire GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    retirement_kind TEXT,
    staff_kind TEXT,
    unit TEXT REFERENCES unit (id),
    post TEXT,
    unit_post TEXT,
    rank TEXT,
    title TEXT,
    treatment TEXT,
    medical_treatment TEXT,
    treatment_date TEXT CHECK (treatment_date GLOB '[12][0-9][0-9][0-9]' OR treatment_date GLOB '[12][0-9][0-9][0-9]-[01][0-9]' OR treatment_date GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    treatment_number TEXT,
    counted TEXT CHECK (counted IN ('是', '否')),
    phones TEXT,
    address TEXT,
    residence TEXT,
    elsewhere TEXT CHECK (elsewhere IN ('是', '否')),
    resettled TEXT CHECK (resettled IN ('是', '否')),
    emergency_name TEXT,
    emergency_relation TEXT,
    emergency_phones TEXT,
    health TEXT,
    self_care TEXT,
    hospital TEXT,
    spouse TEXT,
    children TEXT,
    special_marks TEXT,
    hobbies TEXT,
    remark TEXT,
    -- Dates as they were written, where that differs: {"birth": "1949.3"}.
    written TEXT CHECK (json_valid(written)),
    merged_into TEXT REFERENCES person (id),
    undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
) STRICT;
CREATE INDEX person_identity ON person (identity) WHERE identity IS NOT NULL;
CREATE INDEX person_unit ON person (unit) WHERE unit IS NOT NULL;

-- 在册, 转出, 去世 …: each state lasts until the next begins. `since` is partial, NULL for the beginning.
CREATE TABLE person_state (
    id TEXT PRIMARY KEY,
    site TEXT NOT NULL REFERENCES centre (id),
    person TEXT NOT NULL REFERENCES person (id),
    state TEXT NOT NULL,
    since TEXT,
    recorded_day TEXT NOT NULL,
    reason TEXT,
    undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
) STRICT;
CREATE INDEX person_state_person ON person_state (person);

-- Where somebody belongs, [from_day, to_day); formal membership is held in one place at a time.
CREATE TABLE membership (
    id TEXT PRIMARY KEY,
    site TEXT NOT NULL REFERENCES centre (id),
    person TEXT NOT NULL REFERENCES person (id),
    organization TEXT NOT NULL REFERENCES organization (id),
    kind TEXT NOT NULL CHECK (kind IN ('formal', 'functional')),
    from_day TEXT,
    to_day TEXT,
    undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX membership_formal ON membership (person) WHERE kind = 'formal' AND to_day IS NULL AND undone = 0;
CREATE INDEX membership_person ON membership (person);
CREATE INDEX membership_organization ON membership (organization);

-- Presence is one table: a named person, or heads without names by kind.
CREATE TABLE presence (
    id TEXT PRIMARY KEY,
    site TEXT NOT NULL REFERENCES centre (id),
    -- Rows of one act (a group with several kinds of heads) share their entry.
    entry TEXT NOT NULL,
    day TEXT NOT NULL CHECK (day GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    at INTEGER NOT NULL,
    person TEXT REFERENCES person (id),
    kind TEXT NOT NULL CHECK (kind IN ('named', 'retired', 'in_service', 'public')),
    heads INTEGER NOT NULL CHECK (heads BETWEEN 1 AND 100000),
    -- What it adds to 到馆人次, decided when written.
    visits INTEGER NOT NULL CHECK (visits BETWEEN 0 AND 100000),
    -- Whether it was counted per purpose or per day when written.
    per_purpose INTEGER NOT NULL CHECK (per_purpose IN (0, 1)),
    purpose TEXT NOT NULL REFERENCES purpose (id),
    -- 单位, 社团 or the guest's name.
    name TEXT,
    back_entered INTEGER NOT NULL DEFAULT 0 CHECK (back_entered IN (0, 1)),
    desk TEXT NOT NULL,
    undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1)),
    CHECK ((kind = 'named') = (person IS NOT NULL)),
    CHECK (kind <> 'named' OR (heads = 1 AND visits <= 1)),
    CHECK (kind = 'named' OR visits = heads)
) STRICT;
CREATE INDEX presence_day ON presence (day, at);
CREATE INDEX presence_person ON presence (person, day) WHERE person IS NOT NULL;
CREATE INDEX presence_entry ON presence (entry);

CREATE TABLE import (
    id TEXT PRIMARY KEY,
    site TEXT NOT NULL REFERENCES centre (id),
    at INTEGER NOT NULL,
    operator TEXT NOT NULL,
    files TEXT NOT NULL CHECK (json_valid(files)),
    counts TEXT NOT NULL CHECK (json_valid(counts)),
    -- Column letter by field, for each sheet: where each value came from.
    columns TEXT NOT NULL CHECK (json_valid(columns)),
    problems TEXT NOT NULL CHECK (json_valid(problems)),
    undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
) STRICT;

-- Two records a human should look at: stored apart, never merged by a machine.
CREATE TABLE suspect_pair (
    id TEXT PRIMARY KEY,
    site TEXT NOT NULL REFERENCES centre (id),
    person TEXT NOT NULL REFERENCES person (id),
    other TEXT NOT NULL REFERENCES person (id),
    reason TEXT NOT NULL,
    undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
) STRICT;

-- One row per operation: who, when, at which desk, what.
CREATE TABLE operation (
    id TEXT PRIMARY KEY,
    seq INTEGER NOT NULL UNIQUE,
    site TEXT NOT NULL,
    at INTEGER NOT NULL,
    operator TEXT NOT NULL,
    role TEXT NOT NULL,
    desk TEXT NOT NULL,
    kind TEXT NOT NULL,
    -- The operation this one takes back.
    undoes TEXT REFERENCES operation (id),
    undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1)),
    -- The caller's own id for it: a repeat answers `response` and does nothing.
    request TEXT UNIQUE,
    response TEXT
) STRICT;
CREATE INDEX operation_at ON operation (at);
CREATE INDEX operation_undoes ON operation (undoes) WHERE undoes IS NOT NULL;

-- One row per changed record. `chain` = SHA-256(chain before, payload_hash).
CREATE TABLE log (
    seq INTEGER PRIMARY KEY,
    operation TEXT NOT NULL REFERENCES operation (id),
    tbl TEXT NOT NULL,
    row TEXT NOT NULL,
    -- The person it is about.
    person TEXT,
    action TEXT NOT NULL CHECK (action IN ('insert', 'update', 'note')),
    -- {column: [before, after]}
    changes TEXT NOT NULL CHECK (json_valid(changes)),
    -- ["file", "sheet", row] of an import.
    source TEXT,
    payload_hash BLOB NOT NULL CHECK (length(payload_hash) = 32),
    chain BLOB NOT NULL CHECK (length(chain) = 32)
) STRICT;
CREATE INDEX log_operation ON log (operation);
CREATE INDEX log_row ON log (row);
CREATE INDEX log_person ON log (person) WHERE person IS NOT NULL;

-- Derived, rebuilt when its revision changes: what a person is found by.
CREATE TABLE person_key (
    key TEXT NOT NULL,
    kind TEXT NOT NULL,
    person TEXT NOT NULL REFERENCES person (id),
    PRIMARY KEY (key, kind, person)
) STRICT, WITHOUT ROWID;
CREATE INDEX person_key_person ON person_key (person);

-- Derived: what the list sorts by and shows of states and memberships.
CREATE TABLE person_sort (
    person TEXT PRIMARY KEY REFERENCES person (id),
    name_key TEXT NOT NULL,
    sort TEXT NOT NULL,
    state TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX person_sort_sort ON person_sort (sort);

CREATE TABLE derived (
    name TEXT PRIMARY KEY,
    revision INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
