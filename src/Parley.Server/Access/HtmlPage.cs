using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Http;
using Parley.Server.Operations;

namespace Parley.Server.Access;

/// <summary>A small page: no script, one stylesheet, usable with a keyboard and a screen reader. Every text that is not ours is encoded.</summary>
internal sealed class HtmlPage
{
    private const string Css = """
        body{font:1.1875rem/1.4 Arial,sans-serif;color:#0b0c0c;background:#fff;margin:0}
        header{background:#1d3557;color:#fff;padding:.75rem 1rem;font-weight:700}
        main{max-width:44rem;margin:0 auto;padding:1rem}
        a{color:#1a5fb4}a:focus,button:focus,input:focus{outline:3px solid #ffbf47;outline-offset:0;box-shadow:inset 0 0 0 2px #0b0c0c}
        .skip{position:absolute;left:-999rem}.skip:focus{position:static}
        dt,label,th{font-weight:700}dd{margin:0 0 .75rem}
        label{display:block;margin:1rem 0 .25rem}input{font:inherit;padding:.375rem;border:2px solid #0b0c0c;width:100%;max-width:20rem;box-sizing:border-box}
        button{font:inherit;color:#fff;background:#00703c;border:0;padding:.5rem .75rem;margin:1rem 0 0;cursor:pointer}
        .wrong{border-left:5px solid #b10e1e;padding:.5rem 1rem;margin:1rem 0}
        table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.5rem .5rem .5rem 0;border-bottom:1px solid #b1b4b6}td button{margin:0}
        """;

    private readonly StringBuilder _html = new();

    /// <summary>The address of the stylesheet.</summary>
    public const string StylePath = "/sign-in/style.css";

    /// <summary>Answers with the stylesheet.</summary>
    public static Task StyleAsync(HttpContext context)
    {
        context.Response.ContentType = "text/css; charset=utf-8";
        context.Response.Headers.CacheControl = "public, max-age=3600";
        return context.Response.WriteAsync(Css, context.RequestAborted);
    }

    /// <summary>Adds markup of ours.</summary>
    public HtmlPage Raw(string markup)
    {
        _html.Append(markup);
        return this;
    }

    /// <summary>Adds text of others.</summary>
    public HtmlPage Text(string? text)
    {
        _html.Append(HtmlEncoder.Default.Encode(text ?? ""));
        return this;
    }

    /// <summary>Adds a line of a list of terms.</summary>
    public HtmlPage Line(string term, string? value) => Raw("<dt>").Text(term).Raw("</dt><dd>").Text(string.IsNullOrEmpty(value) ? "none" : value).Raw("</dd>");

    /// <summary>Begins a form with the token that proves that we showed it.</summary>
    public HtmlPage Form(string action, string csrf) =>
        Raw("<form method=\"post\" action=\"").Text(action).Raw("\"><input type=\"hidden\" name=\"csrf\" value=\"").Text(csrf).Raw("\">");

    /// <summary>Answers with the page.</summary>
    /// <param name="context">The request.</param>
    /// <param name="status">The status.</param>
    /// <param name="title">The heading and title.</param>
    /// <param name="formTarget">A further origin to which a form may lead, as signing out at the provider does.</param>
    public Task WriteAsync(HttpContext context, int status, string title, string? formTarget = null)
    {
        string heading = HtmlEncoder.Default.Encode(title);
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers.ContentSecurityPolicy = SecurityHeaders.PagePolicy(formTarget);
        return context.Response.WriteAsync(
            $"""
            <!DOCTYPE html>
            <html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{heading} – Parley</title><link rel="stylesheet" href="{StylePath}"><link rel="icon" href="data:,"></head>
            <body><a class="skip" href="#main">Skip to main content</a><header>Parley</header><main id="main"><h1>{heading}</h1>{_html}</main></body></html>

            """,
            context.RequestAborted);
    }

    /// <summary>Answers with a refusal that a person can read.</summary>
    public static Task RefuseAsync(HttpContext context, Problem problem)
    {
        if (problem.RetryAfter is int seconds)
        {
            context.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        return new HtmlPage()
            .Raw("<div class=\"wrong\" role=\"alert\"><p>").Text(problem.Cause).Raw("</p><p>").Text(problem.Code.Remedy).Raw("</p></div><p>Code: ").Text(problem.Code.Code)
            .Raw("</p><p><a href=\"/sign-in\">Sign in</a></p>")
            .WriteAsync(context, problem.Status, problem.Code.Title);
    }
}
