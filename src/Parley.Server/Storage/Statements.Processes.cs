namespace Parley.Server.Storage;

/// <summary>Statements of processes.</summary>
internal static partial class Statements
{
    public static readonly Statement InsertProcessDefinition = new(
        """
        INSERT INTO process_definitions (id, namespace, name, version, hash, path, text, first_used) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
        ON CONFLICT (hash) DO NOTHING
        """);

    public static readonly Statement InsertProcess = new(
        """
        INSERT INTO processes (id, definition, name, status, pending, started, changed, parent, parent_key, parked, key_no, sealed)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
        """);

    public static readonly Statement UpdateProcess = new(
        "UPDATE processes SET definition = $2, status = $3, pending = $4, changed = $5, parked = $6, sealed = $7 WHERE id = $1 AND erased IS NULL");

    public static readonly Statement ParkProcess = new("UPDATE processes SET parked = $2, pending = 0, changed = $3 WHERE id = $1");

    public static readonly Statement InsertProcessTimer = new("INSERT INTO process_timers (id, due, process, key) VALUES ($1, $2, $3, $4)");

    public static readonly Statement DeleteProcessTimer = new("DELETE FROM process_timers WHERE id = $1");

    public static readonly Statement InsertProcessListen = new(
        "INSERT INTO process_listens (id, channel, process, definition, since) VALUES ($1, $2, $3, $4, $5)");

    public static readonly Statement DeleteProcessListen = new("DELETE FROM process_listens WHERE id = $1");

    public static readonly Statement InsertProcessEvent = new("INSERT INTO process_events (id, key_no, sealed) VALUES ($1, $2, $3)");

    public static readonly Statement InsertProcessEventChannel = new("INSERT INTO process_event_channels (channel, event) VALUES ($1, $2)");

    public static readonly Statement DropProcessEventChannel = new("DELETE FROM process_event_channels WHERE channel = $1 AND event = $2");

    public static readonly Statement DropProcessEvents = new("DELETE FROM process_events WHERE id < $1");

    public static readonly Statement DropProcessEventExchanges = new("DELETE FROM process_exchanges WHERE is_event = 1 AND holder < $1");

    /// <summary>What is taken from an exchange that has been erased meanwhile is marked at once: 5 is the status of one that is erased.</summary>
    public static readonly Statement InsertProcessExchange = new(
        """
        INSERT INTO process_exchanges (holder, is_event, exchange, erased)
        VALUES ($1, $2, $3, CASE WHEN EXISTS (SELECT 1 FROM exchanges WHERE id = $3 AND status = 5) THEN 1 ELSE 0 END)
        """);

    public static readonly Statement MarkProcessExchanges = new("UPDATE process_exchanges SET erased = 1 WHERE exchange = $1");

    public static readonly Statement DeleteProcessExchanges = new("DELETE FROM process_exchanges WHERE holder = $1");

    public static readonly Statement EraseProcess = new(
        "UPDATE processes SET sealed = NULL, erased = $2, erased_why = $3, status = $4, parked = NULL, pending = 0 WHERE id = $1 AND erased IS NULL");

    public static readonly Statement DeleteProcessTimers = new("DELETE FROM process_timers WHERE process = $1");

    public static readonly Statement DeleteProcessListens = new("DELETE FROM process_listens WHERE process = $1");

    public static readonly Statement EraseProcessEvent = new("DELETE FROM process_events WHERE id = $1");

    public static readonly Statement EraseProcessEventChannels = new("DELETE FROM process_event_channels WHERE event = $1");

    public static readonly Statement DropProcessEventChannels = new("DELETE FROM process_event_channels WHERE event < $1");
}
