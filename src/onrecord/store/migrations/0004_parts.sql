-- What one story carries of a statement is a part of it. Parts of one speaker that share words are compared; of those that are one statement
-- the best is the base, under whose id the statement stands, and the others are found in it. Numbers are those of ids and keys themselves
-- (number_of). All of it is derived and made again with the stories.

CREATE TABLE parts (
    part         INTEGER PRIMARY KEY,       -- the number of the id that the statement has in its story
    statement_id TEXT NOT NULL,
    story_id     TEXT NOT NULL,
    rank         TEXT NOT NULL,             -- the best base first
    mark         INTEGER NOT NULL,          -- the number of what it says: the same until it changes
    home         INTEGER,                   -- the part in whose statement it is found; null where that is its own
    keys         BLOB NOT NULL,             -- those under which it is found, 8 bytes each; none where it is found under none
    content      BLOB                       -- the statement as the story has it; null where it stands in statements as it is
) STRICT;
CREATE INDEX parts_by_story ON parts (story_id);
CREATE INDEX parts_by_home ON parts (home) WHERE home IS NOT NULL;

CREATE TABLE part_keys (                    -- hashes of a speaker and words in a row
    key  INTEGER NOT NULL,
    part INTEGER NOT NULL,
    PRIMARY KEY (key, part)
) STRICT, WITHOUT ROWID;
CREATE TABLE part_ties (                    -- once in each direction
    one    INTEGER NOT NULL,
    other  INTEGER NOT NULL,
    is_one INTEGER NOT NULL,                -- 1: one statement; 0: the same words said again
    PRIMARY KEY (one, other)
) STRICT, WITHOUT ROWID;

CREATE TABLE shared_statements (            -- statements that reports of other stories than their own carry, too
    story_id     TEXT NOT NULL,
    statement_id TEXT NOT NULL,
    PRIMARY KEY (story_id, statement_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX shared_statements_by_statement ON shared_statements (statement_id);

UPDATE reports SET is_linked = 0 WHERE is_current;
