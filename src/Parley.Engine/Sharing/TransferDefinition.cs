namespace Parley.Engine.Sharing;

/// <summary>On what a transfer abroad rests (DPA 2018 ss.73 to 77, as amended by the Data (Use and Access) Act 2025 s.85).</summary>
public sealed record TransferDefinition
{
    /// <summary>A code of <c>transfer-basis</c>: <c>adequacy</c>, <c>safeguards</c>, <c>special-circumstances</c>, <c>not-relevant-authority</c>.</summary>
    public required string Basis { get; init; }

    /// <summary>The regulations or the data protection test, the instrument with the safeguards, or the circumstances: in words, with a reference.</summary>
    public required string Reference { get; init; }

    /// <summary>The date of the test or assessment.</summary>
    public DateOnly? Assessed { get; init; }

    /// <summary>Why the transfer is necessary and proportionate: the justification that ss.75(3) and 76(3) ask to be recorded.</summary>
    public string Justification { get; init; } = "";

    /// <summary>Whether the recipient is a relevant authority (s.73(4)); if not, s.77 asks for more.</summary>
    public bool RelevantAuthority { get; init; } = true;
}
