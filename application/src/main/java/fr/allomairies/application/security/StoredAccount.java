package fr.allomairies.application.security;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ServiceCode;
import fr.allomairies.workspace.Account;
import fr.allomairies.workspace.Role;
import java.sql.ResultSet;
import java.sql.SQLException;

/// An account with what only the sign-in may see of it.
record StoredAccount(Account account, String passwordHash, int stamp) {

    static StoredAccount of(ResultSet row) throws SQLException {
        var service = row.getString("service");
        var account = new Account(
                new AgentId(row.getString("login")),
                row.getString("name"),
                Role.valueOf(row.getString("role")),
                service == null ? null : new ServiceCode(service),
                row.getBoolean("active"));
        return new StoredAccount(account, row.getString("password_hash"), row.getInt("stamp"));
    }

    @Override
    public String toString() {
        return account.login().value();
    }
}
