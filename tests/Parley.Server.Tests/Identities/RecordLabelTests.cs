using System.Text;
using Parley.Engine.Dictionary;
using Parley.Engine.Dictionary.Json;
using Parley.Engine.Issues;
using Parley.Server.Identities;
using Parley.Server.Tests.Support;
using Xunit;

namespace Parley.Server.Tests.Identities;

/// <summary>Records in a few words.</summary>
public sealed class RecordLabelTests
{
    [Theory]
    [InlineData("""{"buildingNumber":"14","building":"Flat 2","street":"Orchard Road","town":"Wexham","postcode":"WX4 7QD"}""", "Flat 2, 14 Orchard Road, Wexham, WX4 7QD")]
    [InlineData("""{"flat":"2b","buildingNumber":"14","street":"Orchard Road"}""", "2b, 14 Orchard Road")]
    [InlineData("""{"flat":"14","street":"Orchard Road"}""", "14 Orchard Road")]
    [InlineData("""{"businessName":"The Lantern","unitNumber":"Unit 3","building":"Mill House","street":"Quay Lane","locality":"Nether Quay","town":"Wexham"}""", "The Lantern, Unit 3, Mill House, Quay Lane, Nether Quay, Wexham")]
    [InlineData("""{"addressText":"12 Orchard Road, Wexham","postcode":"WX4 7QD"}""", "12 Orchard Road, Wexham")]
    [InlineData("""{"postcode":"WX4 7QD"}""", "WX4 7QD")]
    [InlineData("""{"reference":"L-1"}""", "L-1")]
    [InlineData("{}", "Location")]
    public void Location_IsWrittenAsAnAddressInTheUnitedKingdom(string attributes, string label)
    {
        Bundle bundle = PoleJson.Read(
            Encoding.UTF8.GetBytes($$"""{"records":[{"id":"l","type":"Location","attributes":{{attributes}}}],"links":[]}"""), TestTranslation.Dictionary, new IssueSink())!;

        Assert.Equal(label, RecordLabel.Of(bundle.Records[0]));
    }
}
