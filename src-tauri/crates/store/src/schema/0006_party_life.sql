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
-- How many fit a common filter is counted from these; the page itself is read in its order from person_sort_list.
CREATE INDEX person_sort_sex ON person_sort (sex, retirement_kind, state);
CREATE INDEX person_sort_kind ON person_sort (retirement_kind, state, sex);
CREATE INDEX person_sort_branch ON person_sort (branch, state);
CREATE INDEX person_sort_unit ON person_sort (unit, birth);
CREATE INDEX person_sort_birth ON person_sort (birth, sex);

-- Rules a centre sets itself, by name.
CREATE TABLE setting (
    id TEXT PRIMARY KEY,
    site TEXT NOT NULL REFERENCES centre (id),
    value TEXT NOT NULL CHECK (json_valid(value)),
    undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
) STRICT;

-- 党组织: what is known besides its name and place in the tree (domain.md 2.1); its names are data (core::organization).
ALTER TABLE organization ADD COLUMN details TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(details));
-- 入驻中心
ALTER TABLE organization ADD COLUMN resident INTEGER NOT NULL DEFAULT 0 CHECK (resident IN (0, 1));
-- 撤销日期; NULL while it is there.
ALTER TABLE organization ADD COLUMN closed TEXT CHECK (closed GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]');
CREATE INDEX organization_parent ON organization (parent) WHERE parent IS NOT NULL;

-- 届: a committee elected on a day. NULL years: appointed, without a term.
CREATE TABLE term (
    id TEXT PRIMARY KEY,
    site TEXT NOT NULL REFERENCES centre (id),
    organization TEXT NOT NULL REFERENCES organization (id),
    elected TEXT NOT NULL CHECK (elected GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    years INTEGER CHECK (years BETWEEN 1 AND 10),
    -- 延期批准: until when, and by which document.
    extended_to TEXT CHECK (extended_to GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    extension TEXT,
    remark TEXT,
    undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX term_elected ON term (organization, elected) WHERE undone = 0;

-- 书记, 委员 …: who holds a post of a committee, from a day on.
CREATE TABLE post (
    id TEXT PRIMARY KEY,
    site TEXT NOT NULL REFERENCES centre (id),
    term TEXT NOT NULL REFERENCES term (id),
    person TEXT NOT NULL REFERENCES person (id),
    title TEXT NOT NULL CHECK (length(title) > 0),
    from_day TEXT NOT NULL CHECK (from_day GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    to_day TEXT CHECK (to_day GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
) STRICT;
CREATE INDEX post_term ON post (term);
CREATE INDEX post_person ON post (person);

-- 组织关系转接: what the letter of introduction says (domain.md 2.3).
ALTER TABLE membership ADD COLUMN transfer TEXT CHECK (json_valid(transfer));

-- 系列活动: weekly, monthly …; its occurrences are events.
CREATE TABLE series (
    id TEXT PRIMARY KEY,
    site TEXT NOT NULL REFERENCES centre (id),
    name TEXT NOT NULL CHECK (length(name) > 0),
    rule TEXT NOT NULL CHECK (json_valid(rule)),
    undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
) STRICT;

-- Enrolled for all occurrences of a series, from one day on until another.
CREATE TABLE enrolment (
    id TEXT PRIMARY KEY,
    site TEXT NOT NULL REFERENCES centre (id),
    series TEXT NOT NULL REFERENCES series (id),
    person TEXT NOT NULL REFERENCES person (id),
    from_day TEXT NOT NULL,
    to_day TEXT,
    undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX enrolment_person ON enrolment (series, person) WHERE to_day IS NULL AND undone = 0;
CREATE INDEX enrolment_series ON enrolment (series, from_day);

-- 主办党组织, 不在中心举行, 系列, 专题, 品牌, 主讲人.
ALTER TABLE event ADD COLUMN organization TEXT REFERENCES organization (id);
ALTER TABLE event ADD COLUMN away INTEGER NOT NULL DEFAULT 0 CHECK (away IN (0, 1));
ALTER TABLE event ADD COLUMN series TEXT REFERENCES series (id);
-- The day the series put it on; an occurrence that was moved keeps it.
ALTER TABLE event ADD COLUMN original TEXT;
ALTER TABLE event ADD COLUMN campaign TEXT;
ALTER TABLE event ADD COLUMN brand TEXT;
ALTER TABLE event ADD COLUMN lecturer TEXT REFERENCES person (id);
-- Younger or older people are warned of.
ALTER TABLE event ADD COLUMN age_from INTEGER CHECK (age_from BETWEEN 0 AND 150);
ALTER TABLE event ADD COLUMN age_to INTEGER CHECK (age_to BETWEEN 0 AND 150);
CREATE INDEX event_organization ON event (organization, day) WHERE organization IS NOT NULL;
CREATE UNIQUE INDEX event_series ON event (series, original) WHERE series IS NOT NULL AND undone = 0;
CREATE INDEX event_campaign ON event (campaign) WHERE campaign IS NOT NULL;

-- Not at the centre: at an event, but no visit.
ALTER TABLE presence ADD COLUMN away INTEGER NOT NULL DEFAULT 0 CHECK (away IN (0, 1));

-- 候补 is a state of its own; what is known of a registered person at the event beside having come.
CREATE TABLE registration_now (
    id TEXT PRIMARY KEY,
    site TEXT NOT NULL REFERENCES centre (id),
    event TEXT NOT NULL REFERENCES event (id),
    person TEXT NOT NULL REFERENCES person (id),
    state TEXT NOT NULL CHECK (state IN ('registered', 'waiting', 'excused', 'withdrawn')),
    -- Why they are excused or were absent.
    reason TEXT,
    -- 迟到, 代签 beside a presence; 线上, 送学上门, 缺席 without one.
    attendance TEXT CHECK (attendance IN ('late', 'proxy', 'online', 'delivered', 'absent')),
    -- Of the telephone invitation: 已通知, 来, 不来, 未接.
    answer TEXT CHECK (answer IN ('told', 'comes', 'stays', 'unreached')),
    -- 家属已签字, 安全承诺书已签 (domain.md 4.5).
    family_signed INTEGER NOT NULL DEFAULT 0 CHECK (family_signed IN (0, 1)),
    safety_signed INTEGER NOT NULL DEFAULT 0 CHECK (safety_signed IN (0, 1)),
    -- Place on a roster put in order by hand.
    place INTEGER,
    -- Since when they wait; the first is the next.
    waiting_since INTEGER,
    undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
) STRICT;
INSERT INTO registration_now (id, site, event, person, state, reason, undone)
    SELECT id, site, event, person, state, reason, undone FROM registration;
DROP TABLE registration;
ALTER TABLE registration_now RENAME TO registration;
CREATE UNIQUE INDEX registration_event ON registration (event, person) WHERE undone = 0;
CREATE INDEX registration_person ON registration (person);

-- 银发人才库 (domain.md 3): somebody in the pool, and each state they were in from a day on.
CREATE TABLE talent (
    id TEXT PRIMARY KEY,
    site TEXT NOT NULL REFERENCES centre (id),
    person TEXT NOT NULL REFERENCES person (id),
    -- 主类别; others stand in facts.
    category TEXT NOT NULL CHECK (length(category) > 0),
    -- 外来, 候鸟: not of the centre's own organizations.
    external INTEGER NOT NULL DEFAULT 0 CHECK (external IN (0, 1)),
    facts TEXT NOT NULL CHECK (json_valid(facts)),
    undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX talent_person ON talent (person) WHERE undone = 0;

CREATE TABLE talent_state (
    id TEXT PRIMARY KEY,
    site TEXT NOT NULL REFERENCES centre (id),
    talent TEXT NOT NULL REFERENCES talent (id),
    state TEXT NOT NULL CHECK (state IN ('申报', '审核', '入库', '暂停', '出库')),
    day TEXT NOT NULL CHECK (day GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
    reason TEXT,
    undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
) STRICT;
CREATE INDEX talent_state_talent ON talent_state (talent, day);
