namespace Parley.Cli.Demo;

/// <summary>A system of the sample estate.</summary>
/// <param name="Id">The system's identifier, which is also the role that the estate's program plays.</param>
/// <param name="Title">What it is, for the narration.</param>
/// <param name="Port">Its port above the demo's first.</param>
internal sealed record DemoRole(string Id, string Title, int Port)
{
    /// <summary>The estate.</summary>
    public static IReadOnlyList<DemoRole> All { get; } =
    [
        new("beacon", "command and control", 101),
        new("cornerstone", "records management", 102),
        new("turnkey", "custody", 103),
        new("casewright", "case preparation", 104),
        new("chartroom", "intelligence charting", 105),
        new("natfeed", "national feed", 106),
        new("ambulance", "ambulance control", 107),
        new("roadside", "vehicle stops", 108),
        new("ledgerline", "records of the neighbouring force", 109),
        new("docket", "the prosecution's casework", 110),
        new("lantern", "a victim support charity", 111),
        new("vigil", "alert desk of a police force abroad", 112),
        new("hub", "the council's safeguarding hub", 113),
        new("claims", "an insurer", 114),
    ];
}
