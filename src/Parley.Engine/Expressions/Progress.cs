namespace Parley.Engine.Expressions;

/// <summary>What <see cref="Node.Advance"/> has come to.</summary>
internal enum Progress
{
    /// <summary>There is no last part to leave: the tail must be run as it is.</summary>
    Stay,

    /// <summary>The tail is a further part.</summary>
    Next,

    /// <summary>All outputs have been given.</summary>
    Done,

    /// <summary>The receiver has enough, or the machine holds an error.</summary>
    Stopped,
}
