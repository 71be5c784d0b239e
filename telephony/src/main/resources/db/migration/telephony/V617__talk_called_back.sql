-- The assistant agrees with callers that they are called back: state CALLBACK, and his place is kept when he hangs up.
comment on column call_talk.state is 'TALKING, HANDED_OVER, SERVED, TAKEN, CALLBACK, LEFT';
