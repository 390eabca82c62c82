<?xml version="1.0" encoding="utf-8"?>
<!-- An occurrence of records management in the language of case preparation: other names and nesting, other codes, dates written another way. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:o="urn:example:wexshire:occurrence:1"
    xmlns="urn:example:wexshire:case:1" exclude-result-prefixes="o">
  <xsl:output method="xml" encoding="utf-8" indent="no"/>

  <xsl:template match="/o:Occurrence">
    <CaseFile>
      <Header>
        <SourceReference><xsl:value-of select="o:Reference"/></SourceReference>
        <ReportedDate><xsl:call-template name="day"><xsl:with-param name="iso" select="o:ReportedAt"/></xsl:call-template></ReportedDate>
        <ReportedTime><xsl:value-of select="substring(o:ReportedAt, 12, 8)"/></ReportedTime>
        <Urgency>
          <xsl:choose>
            <xsl:when test="@grade = 'immediate'">1</xsl:when>
            <xsl:when test="@grade = 'priority'">2</xsl:when>
            <xsl:when test="@grade = 'scheduled'">3</xsl:when>
            <xsl:when test="@grade = 'resolution-without-deployment'">4</xsl:when>
            <xsl:otherwise><xsl:message terminate="yes">a grade is not known</xsl:message></xsl:otherwise>
          </xsl:choose>
        </Urgency>
      </Header>
      <Summary><xsl:value-of select="o:Description"/></Summary>
      <xsl:if test="o:Person[@role = 'reporting-person']"><Informants><xsl:apply-templates select="o:Person[@role = 'reporting-person']"/></Informants></xsl:if>
      <xsl:if test="o:Person[@role = 'victim']"><Victims><xsl:apply-templates select="o:Person[@role = 'victim']"/></Victims></xsl:if>
      <xsl:if test="o:Person[@role = 'suspect']"><Suspects><xsl:apply-templates select="o:Person[@role = 'suspect']"/></Suspects></xsl:if>
      <xsl:if test="o:Person[@role = 'witness']"><Witnesses><xsl:apply-templates select="o:Person[@role = 'witness']"/></Witnesses></xsl:if>
      <xsl:apply-templates select="o:Location | o:Vehicle | o:LogLine"/>
    </CaseFile>
  </xsl:template>

  <xsl:template match="o:Person">
    <Individual>
      <FamilyName><xsl:value-of select="o:Surname"/></FamilyName>
      <GivenNames>
        <xsl:for-each select="o:GivenName"><xsl:if test="position() &gt; 1"><xsl:text> </xsl:text></xsl:if><xsl:value-of select="."/></xsl:for-each>
      </GivenNames>
      <Born><xsl:call-template name="day"><xsl:with-param name="iso" select="o:BirthDate"/></xsl:call-template></Born>
      <GenderCode>
        <xsl:choose>
          <xsl:when test="@gender = 'male'">1</xsl:when>
          <xsl:when test="@gender = 'female'">2</xsl:when>
          <xsl:when test="@gender = 'non-binary'">3</xsl:when>
          <xsl:otherwise>0</xsl:otherwise>
        </xsl:choose>
      </GenderCode>
      <xsl:for-each select="o:Telephone"><Contact kind="{@type}"><xsl:value-of select="."/></Contact></xsl:for-each>
    </Individual>
  </xsl:template>

  <xsl:template match="o:Location">
    <Scene easting="{o:Easting}" northing="{o:Northing}"><Line><xsl:value-of select="o:Address"/></Line><Code><xsl:value-of select="o:Postcode"/></Code></Scene>
  </xsl:template>

  <xsl:template match="o:Vehicle">
    <Conveyance mark="{o:Registration}" colour="{@colour}"><Manufacturer><xsl:value-of select="o:Make"/></Manufacturer><Range><xsl:value-of select="o:Model"/></Range></Conveyance>
  </xsl:template>

  <xsl:template match="o:LogLine">
    <Entry at="{o:At}" author="{o:By}"><xsl:value-of select="o:Text"/></Entry>
  </xsl:template>

  <xsl:template name="day">
    <xsl:param name="iso"/>
    <xsl:value-of select="concat(substring($iso, 9, 2), '/', substring($iso, 6, 2), '/', substring($iso, 1, 4))"/>
  </xsl:template>
</xsl:stylesheet>
