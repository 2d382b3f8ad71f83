-- 附件: a photo or document of an event or of a line of a ledger. The log keeps what it is known by, not its bytes.
CREATE TABLE attachment (
    id TEXT PRIMARY KEY,
    site TEXT NOT NULL REFERENCES centre (id),
    event TEXT REFERENCES event (id),
    entry TEXT REFERENCES entry (id),
    name TEXT NOT NULL CHECK (length(name) > 0),
    photo INTEGER NOT NULL CHECK (photo IN (0, 1)),
    size INTEGER NOT NULL CHECK (size > 0),
    digest TEXT NOT NULL,
    bytes BLOB,
    undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1)),
    CHECK ((event IS NULL) <> (entry IS NULL))
) STRICT;
CREATE INDEX attachment_event ON attachment (event) WHERE event IS NOT NULL;
CREATE INDEX attachment_entry ON attachment (entry) WHERE entry IS NOT NULL;

-- 评分表 of a scheme (达标, 示范 …) and year: its items are the centre's own, because the local list is not fixed (domain.md 2.8).
CREATE TABLE score_sheet (
    id TEXT PRIMARY KEY,
    site TEXT NOT NULL REFERENCES centre (id),
    scheme TEXT NOT NULL CHECK (length(scheme) > 0),
    year INTEGER NOT NULL CHECK (year BETWEEN 1949 AND 2200),
    undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX score_sheet_year ON score_sheet (scheme, year) WHERE undone = 0;

CREATE TABLE score_item (
    id TEXT PRIMARY KEY,
    site TEXT NOT NULL REFERENCES centre (id),
    sheet TEXT NOT NULL REFERENCES score_sheet (id),
    place INTEGER NOT NULL,
    -- 一级指标; empty where the list has only one level.
    part TEXT NOT NULL,
    standard TEXT NOT NULL CHECK (length(standard) > 0),
    -- 满分, in hundredths of a point.
    most INTEGER NOT NULL CHECK (most > 0),
    undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
) STRICT;
CREATE INDEX score_item_sheet ON score_item (sheet, place);

-- What an organization got for an item: its own score, the reviewers', and what shows it. In hundredths of a point.
CREATE TABLE score (
    id TEXT PRIMARY KEY,
    site TEXT NOT NULL REFERENCES centre (id),
    item TEXT NOT NULL REFERENCES score_item (id),
    organization TEXT NOT NULL REFERENCES organization (id),
    own INTEGER CHECK (own >= 0),
    review INTEGER CHECK (review >= 0),
    evidence TEXT,
    undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX score_item_organization ON score (item, organization) WHERE undone = 0;
CREATE INDEX score_organization ON score (organization);

-- 场地: a room others may use.
CREATE TABLE venue (
    id TEXT PRIMARY KEY,
    site TEXT NOT NULL REFERENCES centre (id),
    name TEXT NOT NULL CHECK (length(name) > 0),
    seats INTEGER CHECK (seats > 0),
    -- Of each weekday from Monday on: [from, to], or null where it is closed.
    opens TEXT NOT NULL CHECK (json_valid(opens)),
    -- 中心自用办公: its uses are counted apart (design.md 4a 3).
    office INTEGER NOT NULL DEFAULT 0 CHECK (office IN (0, 1)),
    ended INTEGER NOT NULL DEFAULT 0 CHECK (ended IN (0, 1)),
    remark TEXT,
    undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX venue_name ON venue (name) WHERE undone = 0;

-- 预约使用: a use of a venue by others than an event; an event that names the venue is a use itself. Half-open times.
CREATE TABLE booking (
    id TEXT PRIMARY KEY,
    site TEXT NOT NULL REFERENCES centre (id),
    venue TEXT NOT NULL REFERENCES venue (id),
    day TEXT NOT NULL CHECK (day GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    from_time TEXT NOT NULL CHECK (from_time GLOB '[0-2][0-9]:[0-5][0-9]'),
    to_time TEXT NOT NULL CHECK (to_time GLOB '[0-2][0-9]:[0-5][0-9]'),
    purpose TEXT NOT NULL CHECK (length(purpose) > 0),
    -- Who uses it: a party organization, a team, a unit, or a body by name.
    organization TEXT REFERENCES organization (id),
    team TEXT REFERENCES team (id),
    unit TEXT REFERENCES unit (id),
    body TEXT,
    contact TEXT,
    expected INTEGER CHECK (expected >= 0),
    -- Booked together, week by week; cancelled together or one by one.
    batch TEXT,
    cancelled INTEGER NOT NULL DEFAULT 0 CHECK (cancelled IN (0, 1)),
    remark TEXT,
    undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1)),
    CHECK (from_time < to_time)
) STRICT;
CREATE INDEX booking_day ON booking (day, venue);
CREATE INDEX booking_venue ON booking (venue, day);

-- The venue an event takes, where its place is one.
ALTER TABLE event ADD COLUMN room TEXT REFERENCES venue (id);
CREATE INDEX event_room ON event (room, day) WHERE room IS NOT NULL;
-- The booking somebody, or heads without names, came for.
ALTER TABLE presence ADD COLUMN booking TEXT REFERENCES booking (id);
CREATE INDEX presence_booking ON presence (booking) WHERE booking IS NOT NULL;
