-- The ledger of linkscan: what papers announce, and what was found behind it, run by run.
-- Open it with any SQLite tool from 3.37 on. Times are text, ISO 8601 in UTC. NULL means "not told".
-- "Settled" results are those that could be told: every verdict but 'unverified', and of the health of a link
-- ok, moved, gone and invalid. A result that could not be told never replaces one that was settled.

CREATE TABLE runs (               -- one row for each run that was recorded
  run INTEGER PRIMARY KEY,        -- counts up
  at TEXT NOT NULL,               -- when its report was made
  linkscan TEXT NOT NULL,         -- the version that made it
  inputs TEXT NOT NULL,           -- JSON array of the inputs
  papers INTEGER NOT NULL,        -- papers in its report
  incomplete TEXT NOT NULL        -- JSON array of the reasons why it was not whole; [] if it was
) STRICT;

CREATE TABLE papers (             -- every paper ever met
  paper TEXT PRIMARY KEY,         -- its id
  title TEXT NOT NULL,
  arxiv_id TEXT,
  doi TEXT,
  first_seen TEXT NOT NULL,
  last_seen TEXT NOT NULL,
  published TEXT,                 -- ISO 8601, cut to what the input tells: 2026-11-21, 2026-11, 2026
  venue TEXT,                     -- journal or conference, as the input names it
  links INTEGER                   -- addresses of it in `mentions`; NULL: a ledger of schema 2 did not keep them
) STRICT;

CREATE TABLE claims (             -- every claim ever met, and what is known of it now
  claim INTEGER PRIMARY KEY,
  paper TEXT NOT NULL REFERENCES papers,
  asset TEXT NOT NULL,            -- code, model, data, demo, other
  stance TEXT NOT NULL,           -- released, promised: as the text had it last
  url TEXT,                       -- the address the text gives; NULL if it gives none
  sentence TEXT NOT NULL,         -- the words of the claim
  deadline TEXT,                  -- its words about time: "soon", "upon acceptance"
  verdict TEXT NOT NULL,          -- the last settled one, or 'unverified' while there was none
  reason TEXT NOT NULL,           -- the reason of that verdict
  found_url TEXT,                 -- where the asset was found, if not at url
  first_seen TEXT NOT NULL,       -- when a run first met this claim
  last_seen TEXT NOT NULL,        -- earlier than its paper's: the text does not make this claim any more
  changed_at TEXT,                -- when verdict last changed; NULL if it never did
  by_hand INTEGER,                -- 1: a person typed that verdict (--overrides)
  origin TEXT NOT NULL DEFAULT 'abstract'  -- where the text has it: abstract, title, or the name of a field
) STRICT;

CREATE INDEX claims_of_paper ON claims (paper);

CREATE TABLE findings (           -- the history of a claim: a row whenever text or verdict differ from the row before
  claim INTEGER NOT NULL REFERENCES claims,
  run INTEGER NOT NULL REFERENCES runs,
  stance TEXT NOT NULL,
  url TEXT,
  sentence TEXT NOT NULL,
  verdict TEXT NOT NULL,          -- of this run, settled or not
  reason TEXT NOT NULL,
  found_url TEXT,
  PRIMARY KEY (claim, run)
) STRICT, WITHOUT ROWID;

CREATE TABLE links (              -- every address ever met, and what is known of it now
  url TEXT PRIMARY KEY,
  host TEXT NOT NULL,
  health TEXT NOT NULL,           -- the last settled one, or the last one while there was none
  canonical TEXT NOT NULL,        -- the address a reader should be given
  content TEXT,                   -- present, placeholder, empty, unknown
  archived INTEGER,               -- 1: its owner closed it for writing
  reason TEXT NOT NULL,
  unsettled_runs INTEGER NOT NULL,-- runs in a row that asked and could not tell
  settled_at TEXT,                -- when health was last settled
  first_seen TEXT NOT NULL,
  last_seen TEXT NOT NULL,
  changed_at TEXT,
  stars INTEGER                   -- of a repository, when it was last told
) STRICT;

CREATE TABLE mentions (           -- the addresses that a paper gives, as its text had them last
  paper TEXT NOT NULL REFERENCES papers,
  place INTEGER NOT NULL,         -- 0, 1, 2 ... in the order of the text
  url TEXT NOT NULL,
  raw TEXT NOT NULL,              -- as it stands in the text
  repairs TEXT NOT NULL,          -- JSON array of what was mended in it
  origin TEXT NOT NULL,           -- as in claims
  is_guess INTEGER NOT NULL,      -- 1: a machine connected it with the paper, and it decides nothing
  PRIMARY KEY (paper, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE sources (            -- how far each query to a service was read
  query TEXT PRIMARY KEY,         -- as a user writes it: arxiv:cs.CL
  read_until TEXT NOT NULL        -- the day of the last run that read it to its end
) STRICT;

CREATE TABLE sightings (          -- the history of a link: a row whenever an answer differs from the row before
  url TEXT NOT NULL REFERENCES links,
  run INTEGER NOT NULL REFERENCES runs,
  health TEXT NOT NULL,           -- of this run, settled or not
  canonical TEXT NOT NULL,
  content TEXT,
  archived INTEGER,
  reason TEXT NOT NULL,
  PRIMARY KEY (url, run)
) STRICT, WITHOUT ROWID;

CREATE TABLE changes (            -- what each run said had changed, with its evidence
  run INTEGER NOT NULL REFERENCES runs,
  kind TEXT NOT NULL,             -- kept, appeared, back, gone, emptied, renamed, archived, reworded, ...
  paper TEXT NOT NULL REFERENCES papers,
  asset TEXT,                     -- NULL: of a link
  url TEXT,
  before TEXT,
  after TEXT,
  reason TEXT NOT NULL
) STRICT;

CREATE INDEX changes_of_paper ON changes (paper);

CREATE TABLE shares (             -- what was known after each run, over all papers of the ledger
  run INTEGER NOT NULL REFERENCES runs,
  stance TEXT NOT NULL,
  verdict TEXT NOT NULL,          -- the last settled one
  claims INTEGER NOT NULL,
  PRIMARY KEY (run, stance, verdict)
) STRICT, WITHOUT ROWID;

CREATE VIEW standing AS           -- the claims that the papers make today
  SELECT claims.*, papers.title FROM claims JOIN papers USING (paper)
  WHERE claims.last_seen = papers.last_seen;

CREATE VIEW promises AS           -- the promises that are open today, oldest first
  SELECT paper, title, asset, url, sentence, deadline, verdict, reason, first_seen
  FROM standing WHERE stance = 'promised' AND verdict <> 'available' ORDER BY first_seen, paper;
