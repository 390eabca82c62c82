using Parley.Engine.Workspace;
using Parley.Server.Tests.Support;
using Xunit;

namespace Parley.Server.Tests.Delivery;

/// <summary>How the platform makes itself known to recipients; OAuth2 is in <see cref="DeliveryTests"/>.</summary>
public sealed class AuthTests
{
    [Fact]
    public async Task MutualTls_PresentsTheClientCertificate()
    {
        await using TlsRecipient records = await TlsRecipient.StartAsync();
        string root = TestServer.NewFolder();
        records.WriteClientFiles(root);
        MutualTlsAuth auth = new("client.pem", new SecretReference("file", "client.key"), "authority.pem");
        await using TestServer server = await TestServer.StartAsync(
            new Estate().System("beacon").System("records").AcceptsHttp("records", records.Address, d => d with { Auth = auth }), root);

        TestServer.Answer answer = await server.DepositAsync("beacon", """{"ref":"A"}""");
        await server.UntilStatusAsync(answer.Exchange, "delivered");

        Assert.Equal(["CN=parley-client"], records.Callers);
    }

    [Fact]
    public async Task MutualTls_RecipientOfAnotherAuthority_GetsNothing()
    {
        await using TlsRecipient records = await TlsRecipient.StartAsync();
        await using TlsRecipient other = await TlsRecipient.StartAsync();
        string root = TestServer.NewFolder();
        other.WriteClientFiles(root);
        MutualTlsAuth auth = new("client.pem", new SecretReference("file", "client.key"), "authority.pem");
        await using TestServer server = await TestServer.StartAsync(
            new Estate().System("beacon").System("records").AcceptsHttp("records", records.Address, d => d with { Auth = auth }), root);

        TestServer.Answer answer = await server.DepositAsync("beacon", """{"ref":"A"}""");
        await server.UntilStatusAsync(answer.Exchange, "failed");

        Assert.Empty(records.Callers);
    }

    [Fact]
    public async Task ApiKey_IsSentInItsHeaderWithItsPrefix()
    {
        string root = TestServer.NewFolder();
        File.WriteAllText(Path.Combine(root, "records.key"), "k3y\n");
        await using StubRecipient records = await StubRecipient.StartAsync();
        ApiKeyAuth auth = new("X-Api-Key", new SecretReference("file", "records.key"), "Key ");
        await using TestServer server = await TestServer.StartAsync(
            new Estate().System("beacon").System("records").AcceptsHttp("records", records.Address, d => d with { Auth = auth }), root);

        TestServer.Answer answer = await server.DepositAsync("beacon", """{"ref":"A"}""");
        string trace = (await server.UntilStatusAsync(answer.Exchange, "delivered")).GetRawText();

        Assert.Equal("Key k3y", Assert.Single(records.Requests).Headers["X-Api-Key"]);
        Assert.DoesNotContain("k3y", trace, StringComparison.Ordinal);
    }
}
