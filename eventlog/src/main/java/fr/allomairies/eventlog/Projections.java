package fr.allomairies.eventlog;

/// What followers have made of the log can be made again.
public interface Projections {

    /// The follower begins again with the first entry, in every node.
    ///
    /// @param follower its name
    void again(String follower);
}
