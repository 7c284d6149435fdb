-- A group under which nothing had ever been sealed is noted without a certificate. Where something is sealed under it
-- later, its key is destroyed later as well, and the note gives way.
grant update (closed_at, asked_by, approved_by, certified) on matters.destructions to ev_app;
