-- The last skills of each agent before an instant.
create index event_log_agent_skills on event_log (agent_id, at desc, id desc) where type = 'AgentSkillsChanged';
