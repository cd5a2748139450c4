-- The first shape of the desk's database. What people put in (reports, rejects, corrections, removals) is kept apart from what is
-- derived (links, groups, stories, speakers, statements), which can be thrown away and made again from the first.

CREATE TABLE reports (
    version_id   TEXT PRIMARY KEY,           -- hash of the report's id and content
    report_id    TEXT NOT NULL,
    path         TEXT,
    outlet       TEXT,
    published    TEXT,
    is_current   INTEGER NOT NULL DEFAULT 1, -- the last version by date, then hash
    is_linked    INTEGER NOT NULL DEFAULT 0, -- 0 until its stories and statements are made
    annotated    BLOB NOT NULL,
    features     BLOB NOT NULL
) STRICT;
CREATE INDEX reports_by_id ON reports (report_id);
CREATE INDEX reports_to_link ON reports (report_id) WHERE is_current AND NOT is_linked;

CREATE TABLE transcripts (
    record_id TEXT PRIMARY KEY,
    path      TEXT NOT NULL,
    date      TEXT,
    content   BLOB NOT NULL
) STRICT;

CREATE TABLE rejects (
    reject_id TEXT PRIMARY KEY,
    content   BLOB NOT NULL
) STRICT;

CREATE TABLE corrections (
    correction_id TEXT PRIMARY KEY,
    verb          TEXT NOT NULL,
    subject       TEXT NOT NULL,
    object        TEXT,
    by_whom       TEXT,
    made_at       TEXT NOT NULL,
    reason        TEXT,
    undone_at     TEXT
) STRICT;

CREATE TABLE removals (
    report_id  TEXT NOT NULL,
    removed_at TEXT NOT NULL,
    reason     TEXT
) STRICT;

CREATE TABLE block_keys (
    kind TEXT NOT NULL,
    key  TEXT NOT NULL,
    item TEXT NOT NULL,
    PRIMARY KEY (kind, key, item)
) STRICT, WITHOUT ROWID;
CREATE INDEX block_keys_by_item ON block_keys (item, kind);

CREATE TABLE links (
    kind  TEXT NOT NULL,
    low   TEXT NOT NULL,
    high  TEXT NOT NULL,
    score INTEGER NOT NULL,
    why   TEXT,
    PRIMARY KEY (kind, low, high)
) STRICT, WITHOUT ROWID;
CREATE INDEX links_by_high ON links (kind, high);

CREATE TABLE stories (
    story_id TEXT PRIMARY KEY,
    last     TEXT,
    content  BLOB NOT NULL
) STRICT;

CREATE TABLE story_reports (
    report_id TEXT PRIMARY KEY,
    story_id  TEXT NOT NULL
) STRICT;
CREATE INDEX story_reports_by_story ON story_reports (story_id);

CREATE TABLE story_aliases (
    story_id  TEXT NOT NULL,                -- an id that a story had before
    report_id TEXT NOT NULL,                -- one of its reports: the story that holds it now is where the id leads
    PRIMARY KEY (story_id, report_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE statements (
    statement_id TEXT PRIMARY KEY,
    story_id     TEXT,
    speaker_id   TEXT,
    speaker      TEXT,
    said         TEXT,
    notability   INTEGER NOT NULL,
    content      BLOB NOT NULL
) STRICT;
CREATE INDEX statements_by_story ON statements (story_id);
CREATE INDEX statements_by_speaker ON statements (speaker_id);

CREATE TABLE speakers (
    story_id   TEXT NOT NULL,
    report_id  TEXT NOT NULL,
    local_id   TEXT NOT NULL,               -- the id inside the report
    speaker_id TEXT NOT NULL,               -- the id across the reports of the story
    content    BLOB NOT NULL,
    PRIMARY KEY (report_id, local_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX speakers_by_id ON speakers (speaker_id);
CREATE INDEX speakers_by_story ON speakers (story_id);

CREATE TABLE figures (
    story_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    content  BLOB NOT NULL,
    PRIMARY KEY (story_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE printed (                      -- one row a printed version: what search looks through
    row_id       INTEGER PRIMARY KEY,
    story_id     TEXT,
    statement_id TEXT NOT NULL,
    witness_id   TEXT NOT NULL,
    quote_id     TEXT NOT NULL,
    report_id    TEXT NOT NULL,
    outlet       TEXT,
    published    TEXT,
    speaker      TEXT,
    class        TEXT NOT NULL,
    words        TEXT NOT NULL
) STRICT;
CREATE INDEX printed_by_story ON printed (story_id);
CREATE VIRTUAL TABLE printed_search USING fts5 (words, content = 'printed', content_rowid = 'row_id', tokenize = "unicode61 remove_diacritics 2");
CREATE TRIGGER printed_added AFTER INSERT ON printed BEGIN
    INSERT INTO printed_search (rowid, words) VALUES (new.row_id, new.words);
END;
CREATE TRIGGER printed_removed AFTER DELETE ON printed BEGIN
    INSERT INTO printed_search (printed_search, rowid, words) VALUES ('delete', old.row_id, old.words);
END;

CREATE VIRTUAL TABLE report_search USING fts5 (report_id UNINDEXED, title, body, tokenize = "unicode61 remove_diacritics 2");
