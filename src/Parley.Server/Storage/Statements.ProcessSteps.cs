namespace Parley.Server.Storage;

/// <summary>Statements of the steps that are kept of processes.</summary>
internal static partial class Statements
{
    public static readonly Statement InsertProcessSteps = new("INSERT INTO process_steps (id, process, sealed) VALUES ($1, $2, $3)");

    public static readonly Statement DropProcessSteps = new("DELETE FROM process_steps WHERE id = $1");

    public static readonly Statement DeleteProcessSteps = new("DELETE FROM process_steps WHERE process = $1");

    public static readonly Statement InsertLifecycle = new("INSERT INTO process_lifecycle (id, process, definition, n, what, at) VALUES ($1, $2, $3, $4, $5, $6)");

    public static readonly Statement DropLifecycle = new("DELETE FROM process_lifecycle WHERE id < $1");

    public static readonly Statement EraseTask = new("UPDATE tasks SET head = NULL, sealed = NULL, answer = NULL WHERE id = $1");

    public static readonly Statement EraseTaskEvents = new("UPDATE task_events SET sealed = NULL WHERE task = $1");

    public static readonly Statement SetReplayOf = new("UPDATE processes SET replay_of = $2 WHERE id = $1");
}
