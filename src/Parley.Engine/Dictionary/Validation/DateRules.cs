namespace Parley.Engine.Dictionary.Validation;

/// <summary>What date rules ask of a value: a partial date breaks a rule only when every day that it can mean does.</summary>
internal static class DateRules
{
    /// <summary>The first day that a date or moment can mean; null for other forms.</summary>
    public static DateOnly? First(in Value value) => value.Form switch
    {
        ValueForm.Date => value.AsDate.Earliest,
        ValueForm.Instant => DateOnly.FromDateTime(value.AsInstant),
        _ => null,
    };

    /// <summary>The last day that a date or moment can mean; null for other forms.</summary>
    public static DateOnly? Last(in Value value)
    {
        if (value.Form != ValueForm.Date)
        {
            return First(value);
        }

        PartialDate date = value.AsDate;
        int month = date.Month == 0 ? 12 : date.Month;
        return new DateOnly(date.Year, month, date.Day == 0 ? DateTime.DaysInMonth(date.Year, month) : date.Day);
    }

    /// <summary>Whether a date of birth, or an age as a number, means at most so many years.</summary>
    public static bool IsAgeUpTo(in Value value, int years, DateOnly today) => value.Form == ValueForm.Number
        ? value.AsNumber >= 0 && value.AsNumber <= years
        : Last(value) is not { } born || born > today.AddYears(-years - 1);
}
