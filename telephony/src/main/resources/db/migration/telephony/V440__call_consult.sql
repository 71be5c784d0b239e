-- The colleague whom the agent asks while the caller is on hold: what the colleague has in hand by it, the phones that ring
-- for it, and whether they speak. Null when nobody is asked.
alter table call
    add column consult        uuid,
    add column consult_agent  text,
    add column consult_leg    text,
    add column consult_speaks boolean;
