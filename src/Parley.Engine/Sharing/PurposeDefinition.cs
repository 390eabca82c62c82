namespace Parley.Engine.Sharing;

/// <summary>A purpose for which data may be used.</summary>
/// <param name="Code">The code, in kebab case.</param>
/// <param name="Title">What it means.</param>
/// <param name="Regime">A code of <c>legal-regime</c> under which it falls.</param>
public sealed record PurposeDefinition(string Code, string Title, string Regime)
{
    /// <summary>The purposes of Data Protection Act 2018 s.31, policing as a whole, and the usual ones beside law enforcement.</summary>
    public static IReadOnlyDictionary<string, PurposeDefinition> BuiltIn { get; } = new PurposeDefinition[]
    {
        new("policing", "Any of the law enforcement purposes, within one force", "law-enforcement"),
        new("prevention", "Prevention of crime", "law-enforcement"),
        new("investigation", "Investigation of crime", "law-enforcement"),
        new("detection", "Detection of crime", "law-enforcement"),
        new("prosecution", "Prosecution of crime", "law-enforcement"),
        new("execution-of-penalties", "Execution of criminal penalties", "law-enforcement"),
        new("public-security", "Safeguarding against threats to public security", "law-enforcement"),
        new("safeguarding", "Safeguarding of children and of individuals at risk", "general"),
        new("emergency-response", "Response of the emergency services to an incident", "general"),
        new("victim-support", "Support of victims and witnesses", "general"),
        new("statistics", "Statistics and research", "general"),
    }.ToDictionary(p => p.Code, StringComparer.Ordinal);
}
