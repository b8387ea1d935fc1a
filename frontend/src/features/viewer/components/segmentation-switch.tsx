import { memo } from "react";
import { useTranslation } from "react-i18next";

import { Switch } from "@/components/ui/switch";

interface SegmentationSwitchProps {
  on: boolean;
  available: boolean;
  onChange: (on: boolean) => void;
}

export const SegmentationSwitch = memo(function SegmentationSwitch(props: SegmentationSwitchProps) {
  const { on, available, onChange } = props;
  const { t } = useTranslation();
  return <Switch label={t("viewer.segmentation")} on={on && available} disabled={!available} onChange={onChange} />;
});
