-- Where the caller told the assistant that it is, in his words.
alter table call_talk add place text;
