using Parley.Engine.Dictionary;
using Parley.Engine.Dictionary.Rules;
using Parley.Engine.Issues;
using Xunit;
using Record = Parley.Engine.Dictionary.Record;

namespace Parley.Engine.Tests.Dictionary;

public sealed class BundleRulesTests
{
    [Fact]
    public void Person_with_a_title_and_telephone_only_can_be_told() => Assert.Equal("", Codes(Build.Bundle(Build.Record("Person", ("mobileTelephone", "+447700900123")))));

    [Fact]
    public void Person_with_ethnicity_only_cannot_be_told() =>
        Assert.Equal("DIC401", Codes(Build.Bundle(Build.Record("Person", ("observedEthnicity", "1"), ("vulnerable", "true")))));

    [Fact]
    public void Record_that_nothing_links_is_an_orphan()
    {
        Bundle bundle = Build.Bundle(Build.Record("Crime"), Build.Record("Vehicle"), Build.Record("Person", ("familyName", "Brookhay"))).With(2, "victim-of", 0);
        Assert.Equal("DIC402", Codes(bundle));
    }

    [Theory]
    [InlineData("1984-07-09", "1984-07-08", "DIC403")]
    [InlineData("1984-07-09", "1984", "")]
    public void Death_is_not_before_birth(string born, string died, string expected) =>
        Assert.Equal(expected, Codes(Build.Bundle(Build.Record("Person", ("familyName", "B"), ("dateOfBirth", born), ("dateOfDeath", died)))));

    [Theory]
    [InlineData("2026-01-02T00:00:00Z", "2026-01-01T23:59:59Z", "DIC404")]
    [InlineData("2026-01-02T00:00:00Z", "2026-01-02T00:00:00Z", "")]
    public void End_is_not_before_start(string from, string to, string expected) =>
        Assert.Equal(expected, Codes(Build.Bundle(Build.Record("Crime", ("occurredFrom", from), ("occurredTo", to)))));

    [Fact]
    public void Link_joins_what_its_role_names() =>
        Assert.Equal("DIC405", Codes(Build.Bundle(Build.Record("Vehicle"), Build.Record("Crime")).With(0, "victim-of", 1)));

    [Theory]
    [InlineData("C", "A1", "S1", "")]
    [InlineData("C", "A1", null, "DIC406")]
    [InlineData("P", null, null, "")]
    [InlineData("P", null, "S1", "DIC406")]
    public void Handling_goes_with_action_and_sanitisation(string handling, string? action, string? sanitisation, string expected)
    {
        Record report = Build.Record("IntelligenceReport", ("handlingCode", handling));
        if (action is not null)
        {
            Build.Set(report, "actionCode", action);
        }

        if (sanitisation is not null)
        {
            Build.Set(report, "sanitisationCode", sanitisation);
        }

        Assert.Equal(expected, Codes(Build.Bundle(report)));
    }

    [Theory]
    [InlineData("jewellery", "PUNT_0024", "DIC407")]
    [InlineData("mobile-phone", "PUNT_0024", "")]
    [InlineData("jewellery", "PUNT_0001", "")]
    public void Identification_fits_the_property(string category, string type, string expected) =>
        Assert.Equal(expected, Codes(Build.Bundle(Build.Record("Property", ("category", category), ("identifierType", type)))));

    [Fact]
    public void Licence_has_one_number() =>
        Assert.Equal("DIC408", Codes(Build.Bundle(Build.Record("DrivingLicence", ("number", "BROOK807094A99AA"), ("foreignNumber", "X1")))));

    [Fact]
    public void Company_is_no_person() => Assert.Equal("DIC409", Codes(Build.Bundle(Build.Record("Person", ("familyName", "Wexshire Haulage Ltd")))));

    [Theory]
    [InlineData("2008-03-01", "DIC410")]
    [InlineData("2008-03-02", "")]
    public void Vulnerable_child_is_under_18(string born, string expected)
    {
        Record child = Build.Record("Person", ("familyName", "B"), ("dateOfBirth", born));
        child.Role = Build.Pole.Roles["vulnerable-child"];
        Assert.Equal(expected, Codes(Build.Bundle(child)));
    }

    private static string Codes(Bundle bundle)
    {
        IssueSink issues = new();
        BundleRules.Check(bundle, new DateOnly(2026, 3, 1), issues);
        return string.Join(',', issues.Issues.Select(i => i.Code));
    }
}
