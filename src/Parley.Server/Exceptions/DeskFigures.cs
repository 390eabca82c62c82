namespace Parley.Server.Exceptions;

/// <summary>What the desk's work of the last days comes to.</summary>
internal sealed record DeskFigures
{
    /// <summary>How many exchanges began.</summary>
    public required long Exchanges { get; init; }

    /// <summary>How many of them a person had to look at.</summary>
    public required long Touched { get; init; }

    /// <summary>How many exceptions were opened.</summary>
    public required int Opened { get; init; }

    /// <summary>How the exceptions that were opened stand, by the status's name.</summary>
    public required IReadOnlyDictionary<string, int> Standing { get; init; }

    /// <summary>Of all open ones, whenever they were opened: how many.</summary>
    public required int Open { get; init; }

    /// <summary>How many of these are past their time.</summary>
    public required int Overdue { get; init; }

    /// <summary>The ages of these in seconds: the median, the ninth decile, the greatest; null without any.</summary>
    public required (long Median, long P90, long Oldest)? Age { get; init; }

    /// <summary>How many resolved ones were looked at again, and how many of them were found right.</summary>
    public required (int Looked, int Agreed) Sampled { get; init; }

    /// <summary>What went wrong most often.</summary>
    public required IReadOnlyList<ExceptionCause> Causes { get; init; }

    /// <summary>False when there were more exceptions than are counted in one go.</summary>
    public required bool IsComplete { get; init; }

    /// <summary>The share of exchanges that no person had to look at, from 0 to 1; null without any.</summary>
    public double? AutomationRate => Exchanges == 0 ? null : Math.Round(1 - (Math.Min(Touched, Exchanges) / (double)Exchanges), 4);
}
