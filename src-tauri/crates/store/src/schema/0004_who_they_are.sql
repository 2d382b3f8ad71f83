-- A card holds to the end of a day, where the centre wants that.
ALTER TABLE card ADD COLUMN until_day TEXT;
ALTER TABLE centre ADD COLUMN card_years INTEGER NOT NULL DEFAULT 0 CHECK (card_years BETWEEN 0 AND 20);
-- The desk asks who stands before it for one missing fact.
ALTER TABLE centre ADD COLUMN ask_facts INTEGER NOT NULL DEFAULT 1 CHECK (ask_facts IN (0, 1));

-- 通知: what the desk is to tell somebody the next time they come.
CREATE TABLE notice (
    id TEXT PRIMARY KEY,
    site TEXT NOT NULL REFERENCES centre (id),
    person TEXT NOT NULL REFERENCES person (id),
    text TEXT NOT NULL CHECK (length(text) > 0),
    -- The last day it is of use; NULL for no end.
    until_day TEXT,
    told_at INTEGER,
    undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
) STRICT;
CREATE INDEX notice_person ON notice (person);

-- 不愿提供: a fact somebody is not asked for again.
CREATE TABLE declined (
    id TEXT PRIMARY KEY,
    site TEXT NOT NULL REFERENCES centre (id),
    person TEXT NOT NULL REFERENCES person (id),
    field TEXT NOT NULL,
    day TEXT NOT NULL,
    undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
) STRICT;
CREATE INDEX declined_person ON declined (person);

CREATE TABLE relative (
    id TEXT PRIMARY KEY,
    site TEXT NOT NULL REFERENCES centre (id),
    person TEXT NOT NULL REFERENCES person (id),
    name TEXT NOT NULL CHECK (length(name) > 0),
    relation TEXT NOT NULL,
    phones TEXT,
    remark TEXT,
    -- Called when something happens.
    emergency INTEGER NOT NULL DEFAULT 0 CHECK (emergency IN (0, 1)),
    alive INTEGER NOT NULL DEFAULT 1 CHECK (alive IN (0, 1)),
    -- Where the relative is registered here too.
    linked TEXT REFERENCES person (id),
    undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
) STRICT;
CREATE INDEX relative_person ON relative (person);

-- The newest is shown. The picture itself stays out of the log, which keeps its SHA-256.
CREATE TABLE photo (
    id TEXT PRIMARY KEY,
    site TEXT NOT NULL REFERENCES centre (id),
    person TEXT NOT NULL REFERENCES person (id),
    digest TEXT NOT NULL CHECK (length(digest) = 64),
    jpeg BLOB,
    undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
) STRICT;
CREATE INDEX photo_person ON photo (person);

-- 社团, 志愿服务队, 专家队 …: somebody may be in many, beside the one formal branch.
CREATE TABLE team (
    id TEXT PRIMARY KEY,
    site TEXT NOT NULL REFERENCES centre (id),
    name TEXT NOT NULL CHECK (length(name) > 0),
    kind TEXT NOT NULL,
    ended INTEGER NOT NULL DEFAULT 0 CHECK (ended IN (0, 1)),
    undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX team_name ON team (name) WHERE undone = 0;

CREATE TABLE team_member (
    id TEXT PRIMARY KEY,
    site TEXT NOT NULL REFERENCES centre (id),
    team TEXT NOT NULL REFERENCES team (id),
    person TEXT NOT NULL REFERENCES person (id),
    from_day TEXT NOT NULL,
    to_day TEXT CHECK (to_day >= from_day),
    undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
) STRICT;
CREATE INDEX team_member_person ON team_member (person);
CREATE INDEX team_member_team ON team_member (team);

-- 遗属跟进: what was done for those somebody left behind. Who has no row here is still to be followed up.
CREATE TABLE bereavement (
    id TEXT PRIMARY KEY,
    site TEXT NOT NULL REFERENCES centre (id),
    person TEXT NOT NULL REFERENCES person (id),
    day TEXT NOT NULL,
    note TEXT NOT NULL,
    undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
) STRICT;
CREATE INDEX bereavement_person ON bereavement (person);

-- A list as somebody likes to see it: its filter, columns and order.
CREATE TABLE saved_view (
    id TEXT PRIMARY KEY,
    site TEXT NOT NULL REFERENCES centre (id),
    page TEXT NOT NULL,
    name TEXT NOT NULL CHECK (length(name) > 0),
    value TEXT NOT NULL CHECK (json_valid(value)),
    undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
) STRICT;

-- 交班: what one shift leaves for the next.
CREATE TABLE shift_note (
    id TEXT PRIMARY KEY,
    site TEXT NOT NULL REFERENCES centre (id),
    day TEXT NOT NULL,
    at INTEGER NOT NULL,
    operator TEXT NOT NULL,
    text TEXT NOT NULL CHECK (length(text) > 0),
    -- Who has read it, and when.
    read_by TEXT,
    read_at INTEGER,
    undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
) STRICT;
