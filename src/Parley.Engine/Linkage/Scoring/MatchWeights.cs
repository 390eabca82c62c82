using Parley.Engine.Linkage.Comparing;
using Parley.Engine.Linkage.Models;
using Parley.Engine.Linkage.Records;

namespace Parley.Engine.Linkage.Scoring;

/// <summary>
/// A model made ready for a table: for each comparison and level the bits for one person rather than strangers, and rather than two people of one
/// household; for full agreement the bits by the value's rarity. Immutable; any thread may use it.
/// </summary>
internal sealed class MatchWeights
{
    private const int MostLevels = 16;

    private readonly RecordTable _table;
    private readonly float[] _stranger;
    private readonly float[] _household;
    private readonly float[]?[] _rarity;
    private readonly float[] _unknown;
    private readonly int[] _firstSlots;
    private readonly List<(ValueField Field, float Most)> _mostOfFields = [];
    private readonly float _mostOfPlace;

    /// <summary>Makes the weights of a model for the values that a table holds now.</summary>
    /// <param name="table">The records, whose frequencies are fixed from here on.</param>
    /// <param name="model">The model.</param>
    /// <param name="others">How many other records a record could match: those of the other source, or all but itself.</param>
    public MatchWeights(RecordTable table, LinkageModel model, double others)
    {
        _table = table;
        Model = model;
        IReadOnlyList<PlannedComparison> comparisons = table.Schema.Comparisons;
        _stranger = new float[comparisons.Count * MostLevels];
        _household = new float[comparisons.Count * MostLevels];
        _rarity = new float[]?[comparisons.Count];
        _unknown = new float[comparisons.Count];
        _firstSlots = new int[comparisons.Count];
        double possible = Math.Max(1, others);
        double strangers = Math.Max(0.5, possible - model.MatchesPerRecord - model.HouseholdPerRecord);
        StrangerPrior = (float)Math.Log2(model.MatchesPerRecord / strangers);
        HouseholdPrior = (float)Math.Log2(model.MatchesPerRecord / model.HouseholdPerRecord);
        for (int c = 0; c < comparisons.Count; c++)
        {
            Fill(c, comparisons[c]);
            float most = Math.Max(0, _household.AsSpan(c * MostLevels, MostLevels).ToArray().Max());
            if (comparisons[c].Field is { } field)
            {
                _mostOfFields.Add((field, most));
            }
            else if (comparisons[c].Kind is ComparisonKind.Address or ComparisonKind.Postcode)
            {
                _mostOfPlace += most;
            }
        }
    }

    /// <summary>The model.</summary>
    public LinkageModel Model { get; }

    /// <summary>The bits before any comparison, one person against strangers.</summary>
    public float StrangerPrior { get; }

    /// <summary>The bits before any comparison, one person against two of a household.</summary>
    public float HouseholdPrior { get; }

    /// <summary>The match weight in bits: one person against all else.</summary>
    public float Total(int left, int right, ulong levels)
    {
        (float stranger, float household) = Sums(left, right, levels);
        return Combine(stranger, household);
    }

    /// <summary>The sums of bits against each of the two rivals.</summary>
    public (float Stranger, float Household) Sums(int left, int right, ulong levels)
    {
        float stranger = StrangerPrior;
        float household = HouseholdPrior;
        ulong rest = levels;
        for (int c = 0; rest != 0; c++, rest >>= 4)
        {
            int level = (int)rest & 0xF;
            stranger += level == ComparisonLevels.Same && _rarity[c] is not null ? Rarity(c, left, right) : _stranger[(c * MostLevels) + level];
            household += _household[(c * MostLevels) + level];
        }

        return (stranger, household);
    }

    /// <summary>
    /// The most that a pair can reach, told from what is of the person alone: the odds against the household bound the whole, and of these place and telephone give next to nothing.
    /// So most pairs of one household or one telephone need no further comparison.
    /// </summary>
    public float Bound(ReadOnlySpan<int> a, ReadOnlySpan<int> b, ulong levels)
    {
        float household = HouseholdPrior + _mostOfPlace;
        for (int c = 0; levels != 0; c++, levels >>= 4)
        {
            household += _household[(c * MostLevels) + ((int)levels & 0xF)];
        }

        foreach ((ValueField field, float most) in _mostOfFields)
        {
            if (SetComparer.BothHold(field, a, b))
            {
                household += most;
            }
        }

        return household;
    }

    /// <summary>One weight out of two: the odds against strangers and against the household add up.</summary>
    public static float Combine(float stranger, float household)
    {
        float low = Math.Min(stranger, household);
        float apart = Math.Abs(stranger - household);
        return apart > 24 ? low : low - (float)Math.Log2(1 + Math.Pow(2, -apart));
    }

    /// <summary>The bits of one comparison against strangers.</summary>
    public float Stranger(int comparison, int level, int left, int right) =>
        level == ComparisonLevels.Same && _rarity[comparison] is not null ? Rarity(comparison, left, right) : _stranger[(comparison * MostLevels) + level];

    /// <summary>The bits of one comparison against the household.</summary>
    public float Household(int comparison, int level) => _household[(comparison * MostLevels) + level];

    /// <summary>How many records hold the value that two records share; 0 where rarity does not count.</summary>
    public int SharedCount(int comparison, int left, int right)
    {
        if (_rarity[comparison] is null)
        {
            return 0;
        }

        int value = SharedValue(comparison, _table.Row(left), _table.Row(right));
        return Count(_table.Schema.Comparisons[comparison], value);
    }

    /// <summary>How much rarer the values that two records share are than the model's average, in half bits; what training must know of a pair beside its levels.</summary>
    public short RarityBeyondModel(int left, int right, ulong levels)
    {
        float bits = 0;
        for (int c = 0; levels != 0; c++, levels >>= 4)
        {
            if (((int)levels & 0xF) == ComparisonLevels.Same && _rarity[c] is not null)
            {
                bits += Rarity(c, left, right) - _stranger[(c * MostLevels) + ComparisonLevels.Same];
            }
        }

        return (short)Math.Clamp(MathF.Round(bits * 2), short.MinValue, short.MaxValue);
    }

    private float Rarity(int comparison, int left, int right)
    {
        int value = SharedValue(comparison, _table.Row(left), _table.Row(right));
        float[] rarity = _rarity[comparison]!;
        return value < rarity.Length ? rarity[value] : _unknown[comparison];
    }

    // Names may agree across (reversed) and addresses without being equal: then the left record's value stands for both.
    private int SharedValue(int comparison, ReadOnlySpan<int> a, ReadOnlySpan<int> b) =>
        _firstSlots[comparison] >= 0 ? Commoner(comparison, a[_firstSlots[comparison]], b[_firstSlots[comparison]]) : SetComparer.Shared(_table.Schema.Comparisons[comparison].Field!, a, b);

    // Symmetric: of two values that count as the same, the one held by more records, then the one earlier by its text.
    private int Commoner(int comparison, int a, int b)
    {
        if (a == b)
        {
            return a;
        }

        PlannedComparison planned = _table.Schema.Comparisons[comparison];
        return Count(planned, a) >= Count(planned, b) ? a : b;
    }

    private void Fill(int c, PlannedComparison planned)
    {
        ComparisonParameters parameters = Model.For(planned.Kind, planned.Name);
        for (int l = 0; l < parameters.Levels.Count; l++)
        {
            LevelParameters level = parameters.Levels[l];
            _stranger[(c * MostLevels) + l + 1] = (float)Math.Log2(level.Match / level.Stranger);
            _household[(c * MostLevels) + l + 1] = (float)Math.Log2(level.Match / level.Household);
        }

        _firstSlots[c] = planned.Kind switch
        {
            ComparisonKind.GivenName => RecordSchema.Given,
            ComparisonKind.MiddleName => RecordSchema.Middle,
            ComparisonKind.FamilyName => RecordSchema.Family,
            ComparisonKind.DateOfBirth => RecordSchema.Birth,
            ComparisonKind.Postcode => RecordSchema.Postcode,
            ComparisonKind.Address => RecordSchema.Address,
            _ => -1,
        };
        if (ComparisonLevels.HasRarity(planned.Kind))
        {
            _rarity[c] = Rarities(planned, parameters.Levels[0]);
            _unknown[c] = RarityOf(planned, parameters.Levels[0], 0);
        }
    }

    private float[] Rarities(PlannedComparison planned, LevelParameters same)
    {
        float[] rarities = new float[Values(planned).Limit];
        for (int value = 1; value < rarities.Length; value++)
        {
            rarities[value] = RarityOf(planned, same, Count(planned, value));
        }

        return rarities;
    }

    // How often a stranger holds the value too: those beyond this record and its expected matches, above a floor for values too rare to be counted.
    private float RarityOf(PlannedComparison planned, LevelParameters same, int count)
    {
        double total = Math.Max(1, _table.FrequencyTotal);
        double strangers = Math.Max(0, count - 1 - Model.MatchesPerRecord) / total;
        double floor = Prior(planned.Kind) * same.Stranger / (total + Prior(planned.Kind));
        return (float)Math.Log2(same.Match / Math.Clamp(strangers + floor, 1e-12, 1));
    }

    // For how many records' worth of counting the model's average stands. Identifiers are hardly ever equal by chance, in whatever few records were counted.
    private static double Prior(ComparisonKind kind) => kind is ComparisonKind.DateOfBirth or ComparisonKind.ExclusiveIdentifier or ComparisonKind.Telephone or ComparisonKind.Email or ComparisonKind.Vrm ? 1e9 : 200;

    private ValueDictionary Values(PlannedComparison planned) => planned.Kind switch
    {
        ComparisonKind.GivenName or ComparisonKind.MiddleName or ComparisonKind.FamilyName => _table.Names,
        ComparisonKind.DateOfBirth => _table.Births,
        ComparisonKind.Postcode => _table.Postcodes,
        ComparisonKind.Address => _table.Addresses,
        _ => planned.Field!.Values,
    };

    private int Count(PlannedComparison planned, int value) => planned.Kind switch
    {
        ComparisonKind.GivenName => Math.Max(_table.Names.GivenCount(value), _table.Names.Count(value)),
        ComparisonKind.MiddleName => _table.Names.MiddleCount(value),
        _ => Values(planned).Count(value),
    };
}
