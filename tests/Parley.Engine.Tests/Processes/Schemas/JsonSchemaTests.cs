using Parley.Engine.Processes.Schemas;
using Parley.Engine.Tests.Support;
using Xunit;

namespace Parley.Engine.Tests.Processes.Schemas;

public class JsonSchemaTests
{
    [Theory]
    [InlineData("""{"type":"integer"}""", "3", null)]
    [InlineData("""{"type":"integer"}""", "3.5", "the value: must be integer")]
    [InlineData("""{"type":["string","null"]}""", "null", null)]
    [InlineData("""{"enum":["a",1]}""", "1", null)]
    [InlineData("""{"enum":["a",1]}""", "2", "must be one of")]
    [InlineData("""{"const":{"a":1}}""", """{"a":1}""", null)]
    [InlineData("""{"minimum":2,"exclusiveMaximum":5}""", "5", "must be below 5")]
    [InlineData("""{"multipleOf":0.1}""", "0.3", null)]
    [InlineData("""{"maxLength":2}""", "\"\ud83d\ude00\ud83d\ude00\"", null)]
    [InlineData("""{"pattern":"^[A-Z]{2}$"}""", "\"WX1\"", "must match")]
    [InlineData("""{"required":["a"]}""", """{"b":1}""", "'a' is missing")]
    [InlineData("""{"properties":{"a":{"type":"string"}},"additionalProperties":false}""", """{"a":"x","b":1}""", "/b: nothing may stand here")]
    [InlineData("""{"patternProperties":{"^x":{"type":"number"}},"additionalProperties":false}""", """{"x1":1}""", null)]
    [InlineData("""{"propertyNames":{"maxLength":1}}""", """{"ab":1}""", "/ab")]
    [InlineData("""{"items":{"type":"number"}}""", """[1,"a"]""", "/1: must be number")]
    [InlineData("""{"prefixItems":[{"type":"string"}],"items":{"type":"number"}}""", """["a",1,2]""", null)]
    [InlineData("""{"contains":{"const":1},"minContains":2}""", "[1,2]", "1 of its items")]
    [InlineData("""{"uniqueItems":true}""", "[1,1]", "twice")]
    [InlineData("""{"allOf":[{"minimum":1},{"maximum":2}]}""", "3", "at most 2")]
    [InlineData("""{"anyOf":[{"type":"string"},{"minimum":5}]}""", "3", "none of the forms")]
    [InlineData("""{"oneOf":[{"minimum":1},{"minimum":2}]}""", "3", "exactly one")]
    [InlineData("""{"not":{"type":"string"}}""", "\"a\"", "must not have")]
    [InlineData("""{"if":{"required":["a"]},"then":{"required":["b"]},"else":{"required":["c"]}}""", """{"a":1}""", "'b' is missing")]
    [InlineData("""{"dependentRequired":{"a":["b"]}}""", """{"a":1}""", "'b' is missing")]
    [InlineData("""{"$defs":{"tree":{"properties":{"left":{"$ref":"#/$defs/tree"},"n":{"type":"number"}}}},"$ref":"#/$defs/tree"}""", """{"left":{"left":{"n":"x"}}}""", "/left/left/n")]
    public void Fault_OfAValue_IsTheFirstThingWrong(string schema, string value, string? fault)
    {
        List<string> faults = [];
        JsonSchema compiled = JsonSchema.Compile(ProcessDriver.Json(schema), faults);
        string? found = compiled.Fault(ProcessDriver.Json(value));

        Assert.Empty(faults);
        Assert.Equal(fault is null, found is null);
        Assert.Contains(fault ?? "", found ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public void Fault_ReferenceThatGoesRound_EndsInWords()
    {
        JsonSchema schema = JsonSchema.Compile(ProcessDriver.Json("""{"$ref":"#"}"""), []);

        Assert.Contains("too deep", schema.Fault(ProcessDriver.Json("1")), StringComparison.Ordinal);
    }

    [Fact]
    public void Faults_OfAValue_AreAllOfThem_EachWithItsPlace()
    {
        JsonSchema schema = JsonSchema.Compile(
            ProcessDriver.Json("""{"required":["grade","note"],"properties":{"grade":{"enum":["1","2"]},"people":{"items":{"required":["name"],"properties":{"age":{"minimum":0}}}}},"additionalProperties":false}"""), []);

        IReadOnlyList<SchemaFault> faults = schema.Faults(ProcessDriver.Json("""{"grade":"3","people":[{"age":-1},{"name":"Ann Example","age":-2}],"x":1}"""));

        Assert.Equal(
            ["the value: 'note' is missing", "/grade: must be one of [\"1\",\"2\"]", "/people/0: 'name' is missing", "/people/0/age: must be at least 0", "/people/1/age: must be at least 0", "/x: nothing may stand here"],
            faults.Select(f => f.ToString()));
    }

    [Fact]
    public void Faults_AlternativesThatReferToEachOther_EndInBoundedTime()
    {
        JsonSchema schema = JsonSchema.Compile(ProcessDriver.Json("""{"anyOf":[{"$ref":"#"},{"$ref":"#"}]}"""), []);

        Assert.NotEmpty(schema.Faults(ProcessDriver.Json("1")));
    }

    [Fact]
    public void Faults_OfABottomlessList_AreAHundredAtMost()
    {
        JsonSchema schema = JsonSchema.Compile(ProcessDriver.Json("""{"items":false}"""), []);

        Assert.Equal(100, schema.Faults(ProcessDriver.Json($"[{string.Join(',', Enumerable.Repeat("1", 500))}]")).Count);
    }
}
