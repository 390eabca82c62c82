using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Parley.Engine.Evidence;
using Xunit;

namespace Parley.Engine.Tests.Evidence;

public sealed class CanonicalJsonTests
{
    [Fact]
    public void Canonicalise_ExampleOfTheStandard_GivesItsBytes()
    {
        const string Input = """
            {
              "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
              "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
              "literals": [null, true, false]
            }
            """;

        Assert.Equal(
            """{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}""",
            Canonical(Input));
    }

    [Fact]
    public void Canonicalise_Names_StandInTheOrderOfTheirUtf16Units()
    {
        const string Input = """
            {"\u20ac":"Euro Sign","\r":"Carriage Return","\ufb33":"Hebrew Letter Dalet With Dagesh","1":"One","\ud83d\ude00":"Emoji: Grinning Face","\u0080":"Control","\u00f6":"Latin Small Letter O With Diaeresis"}
            """;

        string[] order = [.. JsonNode.Parse(Canonical(Input)!)!.AsObject().Select(m => m.Value!.GetValue<string>())];

        Assert.Equal(
            ["Carriage Return", "One", "Control", "Latin Small Letter O With Diaeresis", "Euro Sign", "Emoji: Grinning Face", "Hebrew Letter Dalet With Dagesh"],
            order);
    }

    // RFC 8785 appendix B.
    [Theory]
    [InlineData("0000000000000000", "0")]
    [InlineData("8000000000000000", "0")]
    [InlineData("0000000000000001", "5e-324")]
    [InlineData("8000000000000001", "-5e-324")]
    [InlineData("7fefffffffffffff", "1.7976931348623157e+308")]
    [InlineData("ffefffffffffffff", "-1.7976931348623157e+308")]
    [InlineData("4340000000000000", "9007199254740992")]
    [InlineData("c340000000000000", "-9007199254740992")]
    [InlineData("4430000000000000", "295147905179352830000")]
    [InlineData("44b52d02c7e14af5", "9.999999999999997e+22")]
    [InlineData("44b52d02c7e14af6", "1e+23")]
    [InlineData("44b52d02c7e14af7", "1.0000000000000001e+23")]
    [InlineData("444b1ae4d6e2ef4e", "999999999999999700000")]
    [InlineData("444b1ae4d6e2ef4f", "999999999999999900000")]
    [InlineData("444b1ae4d6e2ef50", "1e+21")]
    [InlineData("3eb0c6f7a0b5ed8c", "9.999999999999997e-7")]
    [InlineData("3eb0c6f7a0b5ed8d", "0.000001")]
    [InlineData("41b3de4355555553", "333333333.3333332")]
    [InlineData("41b3de4355555554", "333333333.33333325")]
    [InlineData("41b3de4355555555", "333333333.3333333")]
    [InlineData("41b3de4355555556", "333333333.3333334")]
    [InlineData("41b3de4355555557", "333333333.33333343")]
    [InlineData("becbf647612f3696", "-0.0000033333333333333333")]
    [InlineData("43143ff3c1cb0959", "1424953923781206.2")]
    public void Number_OfTheStandardsTable_IsAsEcmaScriptWritesIt(string bits, string text) =>
        Assert.Equal(text, CanonicalJson.Number(BitConverter.UInt64BitsToDouble(ulong.Parse(bits, NumberStyles.HexNumber, CultureInfo.InvariantCulture))));

    [Theory]
    [InlineData("7fffffffffffffff")]
    [InlineData("7ff0000000000000")]
    [InlineData("fff0000000000000")]
    public void Number_NotFinite_IsMisuse(string bits) => Assert.Throws<ArgumentOutOfRangeException>(
        () => CanonicalJson.Number(BitConverter.UInt64BitsToDouble(ulong.Parse(bits, NumberStyles.HexNumber, CultureInfo.InvariantCulture))));

    [Theory]
    [InlineData("{\"a\":1,\"a\":2}")]
    [InlineData("{\"a\":1,\"\\u0061\":2}")]
    [InlineData("{\"a\":{\"b\":1,\"b\":1}}")]
    [InlineData("[\"\\ud800\"]")]
    [InlineData("{\"\\udead\":1}")]
    [InlineData("[1e400]")]
    [InlineData("[01]")]
    [InlineData("[1,]")]
    [InlineData("")]
    [InlineData("[] []")]
    public void Canonicalise_WhatIsNoIJson_IsRefused(string json)
    {
        Assert.False(CanonicalJson.TryCanonicalise(Encoding.UTF8.GetBytes(json), out byte[]? canonical, out string? fault));
        Assert.Null(canonical);
        Assert.NotEmpty(fault);
    }

    [Fact]
    public void Canonicalise_BytesThatAreNotUtf8_AreRefused() =>
        Assert.False(CanonicalJson.TryCanonicalise([(byte)'[', (byte)'"', 0xff, (byte)'"', (byte)']'], out _, out _));

    [Fact]
    public void Canonicalise_AnyValue_KeepsItAndIsIdempotent() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(Values, value =>
    {
        byte[] once = CanonicalJson.Write(value);
        JsonNode? back = JsonNode.Parse(once);
        Assert.True(JsonNode.DeepEquals(value, back));
        Assert.True(CanonicalJson.TryCanonicalise(once, out byte[]? twice, out _));
        Assert.Equal(once, twice);
        Assert.True(CanonicalJson.TryCanonicalise(Encoding.UTF8.GetBytes(value?.ToJsonString(new() { WriteIndented = true }) ?? "null"), out byte[]? indented, out _));
        Assert.Equal(once, indented);
    }));

    [Fact]
    public void Number_AnyDouble_ReadsBackTheSame() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(5000), Prop.ForAll(
        ArbMap.Default.ArbFor<long>().Generator.Select(BitConverter.Int64BitsToDouble).Where(double.IsFinite).ToArbitrary(),
        value => double.Parse(CanonicalJson.Number(value), CultureInfo.InvariantCulture) == value));

    private static Arbitrary<JsonNode?> Values => Gen.Sized(size => Node(Math.Min(size, 20))).ToArbitrary();

    private static Gen<JsonNode?> Node(int size)
    {
        Gen<string> text = ArbMap.Default.ArbFor<string>().Generator.Select(s => new string([.. (s ?? "").Where(c => !char.IsSurrogate(c))]) + (size % 3 == 0 ? "😀\u0001" : ""));
        Gen<JsonNode?> leaf = Gen.OneOf(
            text.Select(s => (JsonNode?)JsonValue.Create(s)),
            ArbMap.Default.ArbFor<double>().Generator.Where(double.IsFinite).Select(d => (JsonNode?)JsonValue.Create(d + 0.0)),
            ArbMap.Default.ArbFor<int>().Generator.Select(i => (JsonNode?)JsonValue.Create(i)),
            ArbMap.Default.ArbFor<bool>().Generator.Select(b => (JsonNode?)JsonValue.Create(b)),
            Gen.Constant<JsonNode?>(null));
        return size < 2 ? leaf : Gen.OneOf(
            leaf,
            Gen.ListOf(Node(size / 3)).Select(items => (JsonNode?)new JsonArray([.. items])),
            Gen.ListOf(text.Zip(Node(size / 3))).Select(members =>
                (JsonNode?)new JsonObject(members.DistinctBy(m => m.Item1).Select(m => KeyValuePair.Create(m.Item1, m.Item2)))));
    }

    private static string? Canonical(string json) =>
        CanonicalJson.TryCanonicalise(Encoding.UTF8.GetBytes(json), out byte[]? canonical, out _) ? Encoding.UTF8.GetString(canonical) : null;
}
