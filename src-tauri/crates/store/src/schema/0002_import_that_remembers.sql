-- Facts under names of the centre's own, as its rosters keep them.
CREATE TABLE person_extra (
    id TEXT PRIMARY KEY,
    site TEXT NOT NULL REFERENCES centre (id),
    person TEXT NOT NULL REFERENCES person (id),
    label TEXT NOT NULL CHECK (length(label) > 0),
    value TEXT NOT NULL,
    undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX person_extra_label ON person_extra (person, label) WHERE undone = 0;

-- The headers of a table that was imported, and what a person decided about its columns.
CREATE TABLE import_mapping (
    id TEXT PRIMARY KEY,
    site TEXT NOT NULL REFERENCES centre (id),
    -- ["序号", "姓名", …] in their order.
    headers TEXT NOT NULL CHECK (json_valid(headers)),
    -- {"联系方式二": "phones"}
    choices TEXT NOT NULL CHECK (json_valid(choices)),
    file TEXT NOT NULL,
    at INTEGER NOT NULL,
    undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX import_mapping_headers ON import_mapping (headers) WHERE undone = 0;
