-- What pages ask for, so that each list is read by key and no page decodes what it does not show. All of it is derived from the
-- tables of 0001 and follows them: triggers note what changed (stale), the desk makes those rows again in the same transaction.

CREATE INDEX stories_by_time ON stories (coalesce(last, '') DESC, story_id);
CREATE INDEX reports_by_outlet ON reports (outlet, coalesce(published, '') DESC, report_id) WHERE is_current;
CREATE INDEX printed_by_statement ON printed (statement_id, report_id);
CREATE INDEX printed_by_report ON printed (report_id);
CREATE INDEX printed_by_quote ON printed (quote_id);
CREATE INDEX printed_by_outlet ON printed (outlet, class, statement_id);
CREATE INDEX statements_in_story ON statements (story_id, notability DESC, coalesce(said, '') DESC, statement_id);

CREATE TABLE stale (
    kind TEXT NOT NULL,                     -- speaker, statement, figures, reject
    id   TEXT NOT NULL,
    PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE listed_statements (
    statement_id TEXT PRIMARY KEY,
    story_id     TEXT,
    speaker_id   TEXT,
    said         TEXT NOT NULL,             -- '' where it is not known
    notability   INTEGER NOT NULL,
    sure         INTEGER NOT NULL,          -- per thousand: the score of the quotation that the reader is surest of
    told         BLOB                       -- the difference in its sentence, where it needs an eye
) STRICT;
CREATE INDEX listed_statements_by_eye ON listed_statements (notability DESC, said DESC, statement_id) WHERE notability > 0;
CREATE INDEX listed_statements_by_speaker ON listed_statements (speaker_id, said DESC, story_id, statement_id);
CREATE INDEX listed_statements_by_story ON listed_statements (story_id, notability DESC, said DESC, statement_id);

CREATE TABLE statement_facets (             -- of statements that need an eye and that the reader is sure of
    name         TEXT NOT NULL,             -- outlet, speaker, class, date
    value        TEXT NOT NULL,
    statement_id TEXT NOT NULL,
    PRIMARY KEY (name, value, statement_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX statement_facets_by_statement ON statement_facets (statement_id, name, value);
CREATE TABLE facet_counts (
    name  TEXT NOT NULL,
    value TEXT NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (name, value)
) STRICT, WITHOUT ROWID;
CREATE INDEX facet_counts_by_count ON facet_counts (name, count DESC, value);
CREATE TRIGGER statement_facets_added AFTER INSERT ON statement_facets BEGIN
    INSERT INTO facet_counts (name, value, count) VALUES (new.name, new.value, 1)
        ON CONFLICT (name, value) DO UPDATE SET count = count + 1;
END;
CREATE TRIGGER statement_facets_removed AFTER DELETE ON statement_facets BEGIN
    UPDATE facet_counts SET count = count - 1 WHERE name = old.name AND value = old.value;
    DELETE FROM facet_counts WHERE name = old.name AND value = old.value AND count = 0;
END;
CREATE TRIGGER listed_statements_removed AFTER DELETE ON listed_statements BEGIN
    DELETE FROM statement_facets WHERE statement_id = old.statement_id;
END;

CREATE TABLE listed_speakers (
    speaker_id TEXT PRIMARY KEY,
    sort_name  TEXT NOT NULL,               -- folded
    name       TEXT NOT NULL,
    kind       TEXT NOT NULL,
    statements INTEGER NOT NULL,
    stories    INTEGER NOT NULL,
    is_listed  INTEGER NOT NULL,            -- 0 for a private person of one story
    content    BLOB NOT NULL                -- the row of `onrecord speakers`
) STRICT;
CREATE INDEX listed_speakers_by_name ON listed_speakers (sort_name, speaker_id);
CREATE VIRTUAL TABLE speaker_search USING fts5 (speaker_id UNINDEXED, names, prefix = '2 3', tokenize = "unicode61 remove_diacritics 2");
CREATE TRIGGER listed_speakers_removed AFTER DELETE ON listed_speakers BEGIN
    DELETE FROM speaker_search WHERE rowid = old.rowid;
END;

CREATE TABLE listed_figures (
    story_id    TEXT NOT NULL,
    position    INTEGER NOT NULL,
    place       INTEGER NOT NULL,           -- 0 where values do not meet, 1 where several reports give one, else 2
    PRIMARY KEY (story_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX listed_figures_by_place ON listed_figures (place, story_id, position);

CREATE TABLE printed_counts (               -- printed versions of each outlet by class
    outlet TEXT NOT NULL,
    class  TEXT NOT NULL,
    count  INTEGER NOT NULL,
    PRIMARY KEY (outlet, class)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER printed_counted AFTER INSERT ON printed WHEN new.outlet IS NOT NULL BEGIN
    INSERT INTO printed_counts (outlet, class, count) VALUES (new.outlet, new.class, 1)
        ON CONFLICT (outlet, class) DO UPDATE SET count = count + 1;
END;
CREATE TRIGGER printed_uncounted AFTER DELETE ON printed WHEN old.outlet IS NOT NULL BEGIN
    UPDATE printed_counts SET count = count - 1 WHERE outlet = old.outlet AND class = old.class;
    DELETE FROM printed_counts WHERE outlet = old.outlet AND class = old.class AND count = 0;
END;
INSERT INTO printed_counts (outlet, class, count) SELECT outlet, class, count(*) FROM printed WHERE outlet IS NOT NULL GROUP BY outlet, class;

CREATE TABLE listed_rejects (
    path      TEXT NOT NULL,
    line      INTEGER NOT NULL,
    reason    TEXT NOT NULL,
    reject_id TEXT NOT NULL,
    PRIMARY KEY (path, line, reason, reject_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE held_counts (                  -- so that no page counts what it shows a number of
    name  TEXT PRIMARY KEY,
    count INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TRIGGER speakers_added AFTER INSERT ON speakers BEGIN
    INSERT OR IGNORE INTO stale (kind, id) VALUES ('speaker', new.speaker_id);
END;
CREATE TRIGGER speakers_removed AFTER DELETE ON speakers BEGIN
    INSERT OR IGNORE INTO stale (kind, id) VALUES ('speaker', old.speaker_id);
END;
CREATE TRIGGER statements_added AFTER INSERT ON statements BEGIN
    INSERT OR IGNORE INTO stale (kind, id) VALUES ('statement', new.statement_id);
    INSERT OR IGNORE INTO stale (kind, id) SELECT 'speaker', new.speaker_id WHERE new.speaker_id IS NOT NULL;
END;
CREATE TRIGGER statements_removed AFTER DELETE ON statements BEGIN
    INSERT OR IGNORE INTO stale (kind, id) VALUES ('statement', old.statement_id);
    INSERT OR IGNORE INTO stale (kind, id) SELECT 'speaker', old.speaker_id WHERE old.speaker_id IS NOT NULL;
END;
CREATE TRIGGER figures_added AFTER INSERT ON figures BEGIN
    INSERT OR IGNORE INTO stale (kind, id) VALUES ('figures', new.story_id);
END;
CREATE TRIGGER figures_removed AFTER DELETE ON figures BEGIN
    INSERT OR IGNORE INTO stale (kind, id) VALUES ('figures', old.story_id);
END;
CREATE TRIGGER rejects_added AFTER INSERT ON rejects BEGIN
    INSERT OR IGNORE INTO stale (kind, id) VALUES ('reject', new.reject_id);
END;

INSERT OR IGNORE INTO stale (kind, id) SELECT DISTINCT 'speaker', speaker_id FROM speakers;
INSERT OR IGNORE INTO stale (kind, id) SELECT 'statement', statement_id FROM statements;
INSERT OR IGNORE INTO stale (kind, id) SELECT DISTINCT 'figures', story_id FROM figures;
INSERT OR IGNORE INTO stale (kind, id) SELECT 'reject', reject_id FROM rejects;
