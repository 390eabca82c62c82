namespace Parley.Engine.Linkage.Models;

/// <summary>What two records' agreements and differences are worth: a Fellegi-Sunter model with a third case, two people of one household.</summary>
public sealed record LinkageModel
{
    /// <summary>The version of the form and of the comparisons that this program knows.</summary>
    public const int FormVersion = 1;

    private readonly Dictionary<string, ComparisonParameters> _byKey = new(StringComparer.Ordinal);

    /// <summary>Makes a model.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="origin">What it was trained on, in a sentence.</param>
    /// <param name="comparisons">Its comparisons; each key once.</param>
    public LinkageModel(string name, string origin, IReadOnlyList<ComparisonParameters> comparisons)
    {
        ArgumentNullException.ThrowIfNull(comparisons);
        Name = name;
        Origin = origin;
        Comparisons = comparisons;
        foreach (ComparisonParameters comparison in comparisons)
        {
            _byKey.Add(comparison.Key, comparison);
        }
    }

    /// <summary>The model's name.</summary>
    public string Name { get; }

    /// <summary>What it was trained on.</summary>
    public string Origin { get; }

    /// <summary>How many other records of the same person a record has, on average.</summary>
    public double MatchesPerRecord { get; init; } = 0.5;

    /// <summary>How many records of other people of the same household a record has, on average.</summary>
    public double HouseholdPerRecord { get; init; } = 0.5;

    /// <summary>The comparisons.</summary>
    public IReadOnlyList<ComparisonParameters> Comparisons { get; }

    /// <summary>The parameters for a column: its own where the model has them, else those of its kind.</summary>
    /// <exception cref="KeyNotFoundException">The model has neither; readers see to it that it does.</exception>
    internal ComparisonParameters For(ComparisonKind kind, string name)
    {
        string word = ComparisonLevels.Word(kind);
        return _byKey.TryGetValue($"{word}:{name}", out ComparisonParameters? own) ? own : _byKey[word];
    }
}
