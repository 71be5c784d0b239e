-- What was each agent doing at an instant? Read by the reports.
create index event_log_agent_state on event_log (agent_id, at desc, id desc) where type = 'AgentStateChanged';
