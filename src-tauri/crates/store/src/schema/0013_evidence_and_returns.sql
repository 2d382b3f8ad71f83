-- 佐证材料: an event or a line of a ledger that shows what an organization did for an item of a score sheet.
CREATE TABLE score_evidence (
    id TEXT PRIMARY KEY,
    site TEXT NOT NULL REFERENCES centre (id),
    item TEXT NOT NULL REFERENCES score_item (id),
    organization TEXT NOT NULL REFERENCES organization (id),
    event TEXT REFERENCES event (id),
    entry TEXT REFERENCES entry (id),
    undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1)),
    CHECK ((event IS NULL) <> (entry IS NULL))
) STRICT;
CREATE INDEX score_evidence_item ON score_evidence (item, organization);
CREATE INDEX score_evidence_event ON score_evidence (event) WHERE event IS NOT NULL;
CREATE INDEX score_evidence_entry ON score_evidence (entry) WHERE entry IS NOT NULL;

-- 下级报表: the figures of a form as another unit sent them, typed or read from its workbook.
CREATE TABLE received_return (
    id TEXT PRIMARY KEY,
    site TEXT NOT NULL REFERENCES centre (id),
    year INTEGER NOT NULL CHECK (year BETWEEN 1949 AND 2200),
    -- The key of the form.
    form TEXT NOT NULL CHECK (length(form) > 0),
    -- 填报单位
    sender TEXT NOT NULL CHECK (length(sender) > 0),
    -- Whole numbers by the ids of the cells that were filled in.
    figures TEXT NOT NULL CHECK (json_valid(figures)),
    -- What its name list came to, where it had one; the names themselves are not kept.
    listed TEXT CHECK (json_valid(listed)),
    -- The workbook it was read from; nothing where somebody typed it.
    file TEXT,
    undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX received_return_sender ON received_return (form, year, sender) WHERE undone = 0;
