namespace Parley.Engine.Processes.Tasks;

/// <summary>What a directive says.</summary>
internal enum FlowKind
{
    Continue,
    Exit,
    End,
    Task,
}
